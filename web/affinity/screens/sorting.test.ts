import assert from "node:assert/strict";
import { test } from "node:test";
import { affinityUnits } from "#src/affinity/units.ts";
import type { ScreenLigand } from "#src/client/index.ts";
import { byRank, inOrder, ordered, settled } from "./sorting.ts";

/** A ligand that was predicted, or waits. */
function row(place: number, change: Partial<ScreenLigand> = {}, y?: number): ScreenLigand {
  const figures =
    y === undefined
      ? {}
      : { state: "completed" as const, affinity_pred_value: y, ...affinityUnits(y) };
  return { place, name: "", smiles: "C", state: "waiting", reasons: [], ...figures, ...change };
}

const places = (rows: readonly ScreenLigand[]) => rows.map(({ place }) => place);

test("ranks are those of all rows that are here, and a duplicate has its first's", () => {
  const rows = settled([
    row(1, {}, 1),
    row(2, { rank: 1 }, -1),
    row(3),
    row(4, { state: "duplicate", same_as: 2 }),
    row(5, { state: "duplicate", same_as: 3 }),
    row(6, {}, 1),
  ]);
  assert.deepEqual(
    rows.map(({ rank }) => rank),
    [2, 1, undefined, 1, undefined, 3],
  );
  assert.equal(rows[3]!.pic50, 7);
  assert.equal(rows[3]!.state, "duplicate");
  assert.equal(rows[4]!.pic50, undefined);
});

test("what has no value comes last in both directions, and equals stay as given", () => {
  const rows = settled([row(1), row(2, {}, 0), row(3, {}, -2), row(4), row(5, {}, 0)]);
  assert.deepEqual(places(inOrder(rows, byRank)), [3, 2, 5, 1, 4]);
  assert.deepEqual(places(inOrder(rows, { key: "affinity", direction: "down" })), [2, 5, 3, 1, 4]);
});

test("names are sorted as people count", () => {
  const rows = ["mol-10", "Mol-2", "", "mol-1"].map((name, i) => row(i + 1, { name }));
  assert.deepEqual(places(inOrder(rows, { key: "name", direction: "up" })), [4, 2, 1, 3]);
});

test("a heading sorts by the better first, and then the other way round", () => {
  const first = ordered(byRank, "probability");
  assert.deepEqual(first, { key: "probability", direction: "down" });
  assert.deepEqual(ordered(first, "probability"), { key: "probability", direction: "up" });
  assert.deepEqual(ordered(byRank, "rank"), { key: "rank", direction: "down" });
});
