/** Objects and arrays in requests, and the sentences that refuse them. */
import * as z from "zod";

/**
 * An object with these fields and no others.
 * @param be what it must be, as `an object with `smiles``
 */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape, be = "an object") {
  return z.strictObject(shape, {
    // A field that is unknown is told by its name.
    error: ({ code }: { code: string }) => (code === "invalid_type" ? `must be ${be}` : undefined),
  });
}

/** An array of some length. */
export function array<Item extends z.ZodType>(item: Item, least: number, most: number) {
  const range = least === 0 ? `at most ${most}` : `${least} to ${most}`;
  const must = `must be an array of ${range}`;
  const refusal = {
    error: ({ input }: { input?: unknown }) =>
      Array.isArray(input) ? `${must}, but has ${input.length}` : must,
  };
  return z.array(item, refusal).min(least, refusal).max(most, refusal);
}
