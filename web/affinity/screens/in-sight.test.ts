import assert from "node:assert/strict";
import { test } from "node:test";
import { headHeight, rowByKey, rowHeight, rowsInSight, scrolledTo } from "./in-sight.ts";

test("however many rows there are, few are drawn, and all that are seen", () => {
  const height = 600;
  for (const top of [0, 1, 57, 58, 59, 12_345, 10_000 * rowHeight - height]) {
    const { first, end } = rowsInSight(top, height, 10_000);
    assert(first * rowHeight <= top);
    assert(end * rowHeight >= Math.min(10_000 * rowHeight, top + height));
    assert(end - first < 30);
  }
  assert.deepEqual(rowsInSight(0, height, 2), { first: 0, end: 2 });
  // Fewer rows than were scrolled past, as after a filter.
  assert.deepEqual(rowsInSight(9000, height, 3), { first: 3, end: 3 });
});

test("keys go from row to row, and not beyond the ends", () => {
  const table = { count: 100, height: headHeight + 10 * rowHeight };
  assert.equal(rowByKey("ArrowDown", undefined, table), 0);
  assert.equal(rowByKey("ArrowUp", 0, table), 0);
  assert.equal(rowByKey("PageDown", 3, table), 12);
  assert.equal(rowByKey("End", 3, table), 99);
  assert.equal(rowByKey("Home", 3, table), 0);
  assert.equal(rowByKey("x", 3, table), undefined);
  assert.equal(rowByKey("End", undefined, { count: 0, height: 300 }), undefined);
});

test("a table is scrolled as little as shows the row", () => {
  const height = headHeight + 5 * rowHeight;
  assert.equal(scrolledTo(2, 0, height), 0);
  assert.equal(scrolledTo(5, 0, height), rowHeight);
  assert.equal(scrolledTo(1, 300, height), rowHeight);
});
