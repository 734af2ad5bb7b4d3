import assert from "node:assert/strict";
import { test } from "node:test";
import { readShown, type Shown, searchOf } from "./shown.ts";
import { open } from "./sifting.ts";
import { byRank } from "./sorting.ts";

const all: Shown = { sieve: open, order: byRank };

test("what every table begins with is not said in its address", () => {
  assert.deepEqual(searchOf(all), {});
  assert.deepEqual(readShown({}), { shown: all, problems: [] });
  assert.deepEqual(searchOf({ ...all, sieve: { ...open, text: " " } }), {});
});

test("what an address says is shown again", () => {
  const shown: Shown = {
    sieve: {
      text: "c1ccccc1 Aspirin",
      states: ["completed", "failed"],
      ranges: {
        pic50: { least: 5, most: 7.25 },
        probability: { least: 1e-7 },
        heavy_atoms: { most: -1e21 },
      },
    },
    order: { key: "probability", direction: "down" },
  };
  const search = {
    text: "c1ccccc1 Aspirin",
    state: "completed,failed",
    pic50: "5..7.25",
    probability: "1e-7..",
    heavy_atoms: "..-1e+21",
    order: "-probability",
  };
  assert.deepEqual(searchOf(shown), search);
  assert.deepEqual(readShown(search), { shown, problems: [] });
});

test("a rank the other way round is an order of its own", () => {
  const shown: Shown = { ...all, order: { key: "rank", direction: "down" } };
  assert.deepEqual(searchOf(shown), { order: "-rank" });
  assert.deepEqual(readShown({ order: "-rank" }), { shown, problems: [] });
  assert.deepEqual(readShown({ order: "rank" }), { shown: all, problems: [] });
});

test("of what cannot be read the rest is shown, and each is told", () => {
  const { shown, problems } = readShown({
    text: "kept",
    state: "failed,gone,failed",
    pic50: "7",
    probability: "..",
    heavy_atoms: "1e999..",
    order: "--mw",
  });
  assert.deepEqual(shown, { ...all, sieve: { ...open, text: "kept", states: ["failed"] } });
  assert.deepEqual(problems, [
    "The link’s state was left out: “gone” is none of given, waiting, rejected, duplicate, completed, failed.",
    "The link’s range of pIC50 was left out: “7” is none, as in 5..7.5, 5.. or ..7.5.",
    "The link’s range of probability was left out: “..” is none, as in 5..7.5, 5.. or ..7.5.",
    "The link’s range of heavy atoms was left out: “1e999..” is none, as in 5..7.5, 5.. or ..7.5.",
    "The link’s order was left out: “--mw” is none of rank, place, name, smiles, affinity, probability, pic50, mw, clogp, state, nor one of them after a minus.",
  ]);
});
