import assert from "node:assert/strict";
import { test } from "node:test";
import { readAffinitySearch, sameShown, shownIn } from "./address.ts";

test("an address shows one thing, and ids of digits are texts again", () => {
  assert.deepEqual(readAffinitySearch({ job: 12, screen: "s", text: "x" }), { job: "12" });
  assert.deepEqual(readAffinitySearch({ view: "screens", text: "x" }), { view: "screens" });
  assert.deepEqual(readAffinitySearch({ view: "other", job: "", screen: ["s"] }), {});
});

test("beside a screen stands what is shown of its ligands; what else is said is left alone", () => {
  const shown = { text: "7", pic50: "5..", order: "-pic50" };
  const search = { screen: "s", ...shown, text: 7, state: {}, probability: "", page: 3 };
  assert.deepEqual(readAffinitySearch(search), { screen: "s", ...shown });
  assert.deepEqual(shownIn(search), shown);
  assert(sameShown(shown, { ...shown }));
  assert(!sameShown(shown, { ...shown, state: "failed" }));
});
