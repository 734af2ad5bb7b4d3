import assert from "node:assert/strict";
import { test } from "node:test";
import { createMsaRows } from "./msa-rows.ts";

const text =
  "\uFEFF#4\t1\r\n>query 1 \r\nAC\r\nDE\r\n\n>hit\t0.9\n-Cklm\nD-\n>last\nACDE\0>102\nEF\n";
const rows = [">query 1\nACDE\n", ">hit\t0.9\n-CklmD-\n", ">last\nACDE\n"];

function read(pieces: readonly string[], sequence = "ACDE", mostRows?: number) {
  const reader = createMsaRows(sequence, mostRows);
  for (const piece of pieces) reader.push(piece);
  return reader.end();
}

test("the rows do not depend on where the text is cut", () => {
  assert.deepEqual(read([text]), rows);
  assert.deepEqual(read([...text]), rows);
  for (let cut = 0; cut <= text.length; cut++) {
    assert.deepEqual(read([text.slice(0, cut), "", text.slice(cut)]), rows, `cut at ${cut}`);
  }
});

test("the first rows are kept, and the rest is not looked at", () => {
  assert.deepEqual(read([text], "ACDE", 2), rows.slice(0, 2));
  assert.deepEqual(read([">q\nACDE\n>h\nACDE\n>bad\n!!"], "ACDE", 2).length, 2);
});

const faults: [name: string, pieces: string[], says: RegExp][] = [
  [
    "a strange letter is named with its place in the row",
    [">q\nACDE\n>h\nA\nC", "*E\n"],
    /`\*` at 3/,
  ],
  ["a letter beyond Latin", [">q\nACDE\n>h\nACÄE\n"], /Row 2 \(`h`\) has `Ä` at 3/],
  ["rows before the first header", ["AC", "DE\n>q\nACDE\n"], /must begin with `>`/],
  ["a row that is too short at the very end", [">q\nACDE\n>h\nACD"], /Row 2 \(`h`\) has 3 columns/],
  ["a header without a row", [">q\nACDE\n>h\n"], /Row 2 \(`h`\) has 0 columns/],
  ["comments alone", ["#\n#x"], /empty/],
];

for (const [name, pieces, says] of faults) {
  test(name, () => {
    assert.throws(() => read(pieces), { name: "MsaError", message: says });
  });
}
