import assert from "node:assert/strict";
import { test } from "node:test";
import { type Literal, parseLiteral } from "./python-literal.ts";

const literals: readonly [string, Literal][] = [
  ["  {'a': 1, } \n", new Map([["a", 1]])],
  ["(1,)", [1]],
  ["(1)", 1],
  ["()", []],
  ["(3L, -2)", [3, -2]],
  [
    "[('x', '<f8', (2, 3)), (('title', 'n'), '<i4')]",
    [
      ["x", "<f8", [2, 3]],
      [["title", "n"], "<i4"],
    ],
  ],
  ["[True, False, None]", [true, false, null]],
  [String.raw`'it\'s \\ \x41\u03a9\U0001f642 "'`, `it's \\ AΩ🙂 "`],
  [`"it's"`, "it's"],
];

for (const [text, value] of literals) {
  test(`${JSON.stringify(text)} is read`, () => assert.deepEqual(parseLiteral(text, 0), value));
}

const refused: readonly [string, number][] = [
  ["", 0],
  ["1 2", 2],
  ["1.5", 1],
  ["__import__('os')", 0],
  ["[1 2]", 3],
  ["[,]", 1],
  ["{'a' 1}", 5],
  ["{1: 2}", 2],
  ["{'a': 1, 'a': 2}", 12],
  ["'a", 0],
  ["'a\n'", 0],
  ["Trueish", 7],
  ["(1, 2", 5],
  ["[".repeat(100_000), 33],
];

for (const [text, at] of refused) {
  test(`${JSON.stringify(text.slice(0, 20))} is refused where it goes wrong`, () => {
    assert.throws(() => parseLiteral(text, 10), { name: "NpzError", place: { byte: 10 + at } });
  });
}

test("an escape that Python would not write is refused", () => {
  for (const text of [String.raw`'\q'`, String.raw`'\Uffffffff'`]) {
    assert.throws(() => parseLiteral(text, 0), { name: "NpzError" });
  }
});
