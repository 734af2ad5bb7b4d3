import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { datasetName } from "#src/impedance/sweep-fields.ts";
import { nameFor } from "./file-name.ts";

test("a name that is allowed stays as it is, others are as near as can be", () => {
  assert.equal(nameFor("grid_5_freq_0.1_100000.npz"), "grid_5_freq_0.1_100000.npz");
  assert.equal(nameFor("My data (2).NPZ"), "My_data__2_.npz");
  assert.equal(nameFor("..hidden.npz"), "_hidden.npz");
  assert.match(nameFor("x".repeat(300)), datasetName);
  assert.equal(nameFor("notes.txt"), "notes.txt.npz");
});

test("whatever a file is called, the server takes the name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      assert.match(nameFor(name), datasetName);
    }),
  );
});
