import assert from "node:assert/strict";
import { test } from "node:test";
import { liveLines } from "./live-lines.ts";

/** What a terminal of 20 columns shows, after the few codes that are used. */
function screen() {
  const rows: string[] = [""];
  let [row, column] = [0, 0];
  const write = (text: string) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is written
    for (const [part, up] of text.matchAll(/\x1b\[(\d+)A|\x1b\[[KJ]|[\s\S]/g)) {
      if (up !== undefined) row -= Number(up);
      else if (part === "\r") column = 0;
      else if (part === "\n") [row, column] = [row + 1, 0];
      else if (part === "\x1b[K") rows[row] = rows[row]!.slice(0, column);
      else if (part === "\x1b[J") rows.splice(row, Infinity, rows[row]!.slice(0, column));
      else {
        rows[row] = `${rows[row]!.slice(0, column)}${part}${rows[row]!.slice(column + 1)}`;
        column++;
      }
      rows[row] ??= "";
    }
  };
  return { rows, terminal: { columns: 20, write } };
}

test("lines are drawn over those before, be they more, fewer or shorter", () => {
  const { rows, terminal } = screen();
  const live = liveLines(terminal);
  live.draw(["half done"]);
  assert.deepEqual(rows, ["half done"]);
  live.draw(["almost all", "1  aspirin", "2  caffeine"]);
  assert.deepEqual(rows, ["almost all", "1  aspirin", "2  caffeine"]);
  live.draw(["all", "1  metformin, which is long"]);
  assert.deepEqual(rows, ["all", "1  metformin, which"]);
  live.clear();
  assert.deepEqual(rows, [""]);
  live.draw(["again"]);
  assert.deepEqual(rows, ["again"]);
});
