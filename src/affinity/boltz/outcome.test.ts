import assert from "node:assert/strict";
import { test } from "node:test";
import { openLog } from "./log.ts";
import { outcomeOf } from "./outcome.ts";

/** How a run without results ended for a record that Boltz gave up with these words. */
function outcomeAfter(words: string) {
  const log = openLog();
  log.take("stdout", `Failed to process inputs/a.yaml. Skipping. Error: ${words}.\n`);
  const ending = { folder: "/nowhere", exit: { status: 0 }, log, stopped: undefined };
  return outcomeOf(ending, { id: "a", samples: 1, affinity: true });
}

test("a record that was given up is at fault, unless the system refused something", async () => {
  const words = "CCD component QQQ not found!";
  assert.deepEqual(await outcomeAfter(words), { state: "input_at_fault", words });
  const reason = "[Errno 28] No space left on device";
  assert.deepEqual(await outcomeAfter(reason), { state: "infrastructure", reason });
});
