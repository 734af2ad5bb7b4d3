import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { httpDate, type Portion, portionOf, type Wanted } from "./byte-range.ts";

const modified = new Date("2026-11-21T12:00:00.700Z");
const served = { size: 100, etag: '"abc"', modified };
const date = httpDate(modified);
const earlier = httpDate(new Date("2026-11-21T11:59:59Z"));

const part = (start: number, end: number): Portion => ({ status: 206, range: { start, end } });
const all: Portion = { status: 200 };
const same: Portion = { status: 304 };
const none: Portion = { status: 416 };

const cases: readonly (readonly [Wanted, Portion])[] = [
  [{}, all],
  [{ range: "bytes=0-0" }, part(0, 1)],
  [{ range: "bytes=10-19" }, part(10, 20)],
  [{ range: "bytes=90-" }, part(90, 100)],
  [{ range: "bytes=90-999" }, part(90, 100)],
  [{ range: "bytes=-10" }, part(90, 100)],
  [{ range: "bytes=-999" }, part(0, 100)],
  [{ range: "Bytes = 1 - 2" }, part(1, 3)],
  [{ range: "bytes=100-" }, none],
  [{ range: "bytes=-0" }, none],
  [{ range: `bytes=${"9".repeat(400)}-` }, none],
  [{ range: "bytes=-" }, all],
  [{ range: "bytes=5-4" }, all],
  [{ range: "bytes=1-2,5-6" }, all],
  [{ range: "rows=1-2" }, all],
  [{ range: "bytes=a-b" }, all],
  [{ range: "bytes=1-2", "if-range": '"abc"' }, part(1, 3)],
  [{ range: "bytes=1-2", "if-range": 'W/"abc"' }, all],
  [{ range: "bytes=1-2", "if-range": '"other"' }, all],
  [{ range: "bytes=1-2", "if-range": date }, part(1, 3)],
  [{ range: "bytes=1-2", "if-range": earlier }, all],
  [{ "if-none-match": '"abc"' }, same],
  [{ "if-none-match": '"x", W/"abc"' }, same],
  [{ "if-none-match": "*" }, same],
  [{ "if-none-match": '"x"', "if-modified-since": date }, all],
  [{ "if-modified-since": date }, same],
  [{ "if-modified-since": earlier }, all],
  [{ "if-modified-since": "yesterday" }, all],
  [{ "if-none-match": '"abc"', range: "bytes=1-2" }, same],
];

test("which part of a file is wanted", () => {
  for (const [wanted, portion] of cases) {
    assert.deepEqual(portionOf(wanted, served), portion, JSON.stringify(wanted));
  }
});

test("whatever is asked for, what is given lies in the file", () => {
  const position = fc.oneof(fc.constant(""), fc.nat(200).map(String), fc.bigInt().map(String));
  fc.assert(
    fc.property(fc.nat(100), position, position, (size, first, last) => {
      const portion = portionOf({ range: `bytes=${first}-${last}` }, { ...served, size });
      if (portion.status !== 206) return;
      const { start, end } = portion.range;
      assert(0 <= start && start < end && end <= size);
    }),
  );
});
