/** JSON that Postgres can hold says what was said, but for what it cannot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { storable } from "./storable.ts";

/** Pieces that a text is put together from, among them what looks like an escape and is none. */
const pieces = ["\0", "\ud83d", "\ude00", "\\", "u0000", "ud800", "\\u0000", '"', "\n", "é", "a"];

test("only characters that cannot be held are replaced, in keys too", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }), (text) => {
      const held = text.toWellFormed().replaceAll("\0", "\ufffd");
      assert.deepEqual(JSON.parse(storable({ [text]: [text] })), { [held]: [held] });
    }),
  );
});

test("numbers that JSON has not are null", () => {
  assert.equal(storable([1, Number.NaN, Number.POSITIVE_INFINITY]), "[1,null,null]");
});
