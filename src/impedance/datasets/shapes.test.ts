import assert from "node:assert/strict";
import { test } from "node:test";
import type { NpyArray } from "#src/arrays/npy.ts";
import { objectArray } from "#src/arrays/pickle.ts";
import { bytesSource } from "#src/arrays/source.ts";
import { archive, arraysOf, numbers } from "#test/support/dataset-files.ts";
import { BrokenDatasetError } from "./broken.ts";
import { openDataset } from "./dataset.ts";

/** Arrays that replace right ones, and what is said of them. */
const wrong: readonly (readonly [string, Record<string, NpyArray>, string])[] = [
  [
    "fewer spectra than parameter sets",
    { spectrum: numbers(19, 3, 4) },
    "Parameter and spectrum arrays have mismatched first dimension",
  ],
  [
    "too few columns of parameters",
    { parameters: numbers(20, 4) },
    "Parameter array must have 5 columns [Rsh, Ra, Ca, Rb, Cb]",
  ],
  [
    "parameters in one column of all",
    { parameters: numbers(20) },
    "Parameter array must have 5 columns [Rsh, Ra, Ca, Rb, Cb]",
  ],
  [
    "other names than columns",
    { metadata: objectArray({ param_names: ["R0", "R1"] }) },
    "Parameter array must have 2 columns [R0, R1]",
  ],
  [
    "a frequency too many",
    { frequencies: numbers(4) },
    "Spectrum frequency dimension doesn't match frequencies array",
  ],
  [
    "three columns of spectra",
    { spectrum: numbers(20, 3, 3) },
    "Spectrum array must have shape (N, F, 4) for [real, imag, magnitude, phase]",
  ],
  [
    "flat spectra",
    { spectrum: numbers(20, 12) },
    "Spectrum array must have shape (N, F, 4) for [real, imag, magnitude, phase]",
  ],
  [
    "fewer resnorms",
    { resnorms: numbers(19) },
    "Resnorm array must have shape (N,), one value a parameter set",
  ],
  [
    "text for numbers",
    { frequencies: { dtype: "U1", shape: [3], data: [new Uint8Array(12)] } },
    "Array 'frequencies' must hold numbers, not U1",
  ],
  [
    "a list for a dict",
    { metadata: objectArray([1, 2]) },
    "Metadata must be a dict, but is a list",
  ],
  [
    "a frequency that is none",
    { frequencies: { dtype: "f4", shape: [3], data: [new Uint8Array(12)] } },
    "Frequencies must be more than 0 Hz, but number 0 is 0",
  ],
  [
    "rows in no order",
    {
      resnorms: {
        dtype: "f4",
        shape: [20],
        data: [new Uint8Array(Float32Array.from({ length: 20 }, (_, i) => i % 7).buffer)],
      },
    },
    "Resnorm array must be sorted, the best first, but row 7 is better than row 6",
  ],
];

for (const [what, replaced, problem] of wrong) {
  test(`${what}: said in its established words, or in the same manner`, async () => {
    const bytes = await archive({ ...arraysOf(), ...replaced });
    await assert.rejects(openDataset(bytesSource(bytes)), (error) => {
      assert(error instanceof BrokenDatasetError);
      assert(error.problems.includes(problem), error.message);
      return true;
    });
  });
}
