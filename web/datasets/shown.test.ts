import assert from "node:assert/strict";
import { test } from "node:test";
import type { ListedDataset } from "#src/client/index.ts";
import { readShown, sifted } from "./shown.ts";

const dataset = (what: Partial<ListedDataset>): ListedDataset => ({
  filename: "a.npz",
  directory: "user_generated",
  size_mb: 1,
  size_bytes: 2 ** 20,
  modified: 0,
  loaded: false,
  type: "user_generated",
  registered: true,
  sha256: "0".repeat(64),
  circuit: "R0",
  circuit_parameters: {},
  param_names: ["R0"],
  grid_size: null,
  n_parameters: 1,
  n_frequencies: 10,
  freq_min: 1,
  freq_max: 10,
  metric: "resnorm",
  best_resnorm: null,
  name: "a",
  owner: null,
  owner_name: null,
  is_own: true,
  is_public: false,
  session: null,
  available: true,
  problems: [],
  created_at: "2026-11-21T12:00:00.000Z",
  ...what,
});

const newest = [
  dataset({ name: "grid 10", best_resnorm: 3, n_parameters: 5, size_bytes: 10 }),
  dataset({ name: "Grid 9", owner_name: "Marie", is_own: false, is_public: true, size_bytes: 30 }),
  dataset({ name: "zinc", circuit: "R0-CPE1", best_resnorm: 0, n_parameters: 9, size_bytes: 20 }),
];
const names = (datasets: readonly ListedDataset[]) => datasets.map(({ name }) => name);

test("every order is one of all, and the newest are first if nobody says", () => {
  assert.deepEqual(names(sifted(newest, {})), ["grid 10", "Grid 9", "zinc"]);
  assert.deepEqual(names(sifted(newest, { order: "name" })), ["Grid 9", "grid 10", "zinc"]);
  assert.deepEqual(names(sifted(newest, { order: "best" })), ["zinc", "grid 10", "Grid 9"]);
  assert.deepEqual(names(sifted(newest, { order: "sets" })), ["zinc", "grid 10", "Grid 9"]);
  assert.deepEqual(names(sifted(newest, { order: "size" })), ["Grid 9", "zinc", "grid 10"]);
});

test("all words are to be found, in any of what is seen of a dataset", () => {
  assert.deepEqual(names(sifted(newest, { text: " GRID marie " })), ["Grid 9"]);
  assert.deepEqual(names(sifted(newest, { text: "cpe1" })), ["zinc"]);
  assert.deepEqual(names(sifted(newest, { text: "public" })), ["Grid 9"]);
  assert.deepEqual(names(sifted(newest, { text: "grid tin" })), []);
});

test("an address says what is shown; what it says else is left alone", () => {
  assert.deepEqual(readShown({ text: "a b", order: "size" }), { text: "a b", order: "size" });
  assert.deepEqual(readShown({ text: "", order: "toString", page: 3 }), {});
  assert.deepEqual(readShown({ text: 12 }), { text: "12" });
});
