/** Ends what a test has opened in the order that it can bear. */
import type { TestContext } from "node:test";

/** Something at whose end something is done. */
export type Ending = Pick<TestContext, "after">;

/** Hooks given to it run when the test ends, the last one first; a test's own would run first to last. */
export function lastFirst(context: Ending): Ending {
  const hooks: (() => unknown)[] = [];
  context.after(async () => {
    for (const hook of hooks.reverse()) await hook();
  });
  return { after: (hook) => void hooks.push(hook as () => unknown) };
}
