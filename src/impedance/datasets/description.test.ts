/** What a dataset says of itself, beside what its arrays say. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { numericArray } from "#src/arrays/npy.ts";
import { bytesSource } from "#src/arrays/source.ts";
import { archive, arraysOf, datasetFile } from "#test/support/dataset-files.ts";
import { contentsOf } from "./contents.ts";
import { openDataset } from "./dataset.ts";
import { rangesOf } from "./ranges.ts";

test("names that cannot be told apart, or are no names, are refused", async () => {
  for (const names of [
    ["Ra", "RA"],
    ["Ra", "Ra"],
    ["Ra", " "],
    ["Ra", ""],
    ["Ra", "__proto__"],
    ["Ra", 1],
  ]) {
    const bytes = await datasetFile({ names: ["a", "b"], metadata: { param_names: names } });
    await assert.rejects(
      openDataset(bytesSource(bytes)),
      /^BrokenDatasetError: Metadata's param_names must/,
    );
  }
  const names = ["constructor", "toString"];
  const file = await openDataset(bytesSource(await datasetFile({ names, sets: 1 })));
  const known = { file, size: 1, sha256: "", modified: new Date() };
  const { circuitParameters } = await contentsOf(known);
  assert.deepEqual(circuitParameters.fixed, { constructor: 1, toString: 2 });
});

test("what the metadata say of the arrays is what the arrays say", async () => {
  const claims = { grid_size: 7, n_parameter_sets: 1, n_frequencies: 1, best_resnorm: 99 };
  const file = await openDataset(bytesSource(await datasetFile({ metadata: claims })));
  const { grid_size, n_parameter_sets, n_frequencies, best_resnorm } = file.metadata;
  assert.deepEqual([grid_size, n_parameter_sets, n_frequencies, best_resnorm], [null, 20, 3, 0]);
  // A grid over two of the five parameters.
  const some = await datasetFile({ sets: 49, metadata: { grid_size: 7 } });
  assert.equal((await openDataset(bytesSource(some))).gridSize, 7);
});

test("a range is that of the finite values", async () => {
  const { POSITIVE_INFINITY: inf, NaN: nan } = Number;
  const data = Float32Array.of(inf, nan, 3, inf, -inf, inf, 2, nan);
  const arrays = arraysOf({ sets: 4, names: ["a", "b"] });
  const parameters = numericArray(data, [4, 2]);
  const file = await openDataset(bytesSource(await archive({ ...arrays, parameters })));
  assert.deepEqual(await rangesOf(file), [{ min: 2, max: 3 }, {}]);
});
