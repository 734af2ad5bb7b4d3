import assert from "node:assert/strict";
import { test } from "node:test";
import { affinityFixture } from "#test/support/ligands.ts";
import { symbolOf } from "./elements.ts";

test("every element has its symbol", () => {
  const symbols = affinityFixture("elements.json") as string[];
  assert.deepEqual(
    symbols.map((_, number) => symbolOf(number)),
    symbols,
  );
});
