import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { numericArray } from "#src/arrays/npy.ts";
import { bytesSource } from "#src/arrays/source.ts";
import { archive, arraysOf, numbers } from "#test/support/dataset-files.ts";
import { openDataset } from "./dataset.ts";
import { search } from "./search.ts";

/** More than is looked through at once. */
const sets = 40_000;
const resnorms = Float32Array.from({ length: sets }, (_, i) => Math.floor(i / 3));
const parameters = Float32Array.from({ length: sets * 5 }, (_, i) => (i * 7919) % 1000);
const arrays = {
  ...arraysOf({ sets, frequencies: 1 }),
  resnorms: numericArray(resnorms),
  parameters: numericArray(parameters, [sets, 5]),
};
const file = await openDataset(bytesSource(await archive(arrays)));

test("what is found is what looking at every row finds", async () => {
  const bound = fc.option(fc.double({ min: -10, max: 1010, noNaN: true }), { nil: undefined });
  const ranges = fc.dictionary(
    fc.constantFrom("Rsh", "Ra", "Cb"),
    fc.record({ min: bound, max: bound }),
  );
  const worst = fc.option(fc.double({ min: 0, max: 14_000, noNaN: true }), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      ranges,
      worst,
      fc.integer({ min: 1, max: 500 }),
      async (within, most, limit) => {
        const expected: number[] = [];
        for (let row = 0; row < sets && expected.length < limit; row++) {
          if (resnorms[row]! > Math.fround(most ?? 1e9)) continue;
          const isIn = Object.entries(within).every(([name, { min = -1e9, max = 1e9 }]) => {
            const value = parameters[row * 5 + file.parameterNames.indexOf(name)]!;
            return value >= Math.fround(min) && value <= Math.fround(max);
          });
          if (isIn) expected.push(row);
        }
        const found = await search(file, { max_resnorm: most, limit, ranges: within });
        assert.deepEqual([...found.indices], expected);
        assert.deepEqual(
          [...found.resnorms],
          expected.map((row) => resnorms[row]),
        );
        assert.deepEqual(
          [...found.parameters],
          expected.flatMap((row) => [...parameters.subarray(row * 5, row * 5 + 5)]),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test("a value that was rounded when it was written is found by what it was before", async () => {
  const exact = [273.0052361820095, 1778.2794100389228, 5e-5];
  const rounded = {
    ...arraysOf({ sets: 1, frequencies: 1 }),
    resnorms: numericArray(Float32Array.of(exact[0]!)),
    parameters: numericArray(Float32Array.of(exact[1]!, 1, exact[2]!, 1, 1), [1, 5]),
  };
  const small = await openDataset(bytesSource(await archive(rounded)));
  const only = (value: number) => ({ min: value, max: value });
  const ranges = { Rsh: only(exact[1]!), Ca: only(exact[2]!) };
  const { indices } = await search(small, { max_resnorm: exact[0]!, limit: 5, ranges });
  assert.deepEqual([...indices], [0]);
});

test("ranges of what is no parameter are refused by name", async () => {
  const asked = { limit: 1, ranges: { Ra: {}, Rx: { min: 1 } } };
  await assert.rejects(search(file, asked), {
    errors: [{ path: "ranges.Rx", message: "is no parameter; there are Rsh, Ra, Ca, Rb, Cb" }],
  });
});

test("rows that turn out not to be in order are the file's fault", async () => {
  const late = Float32Array.from({ length: 20_000 }, (_, i) => (i < 19_000 ? i : 5));
  const broken = {
    ...arraysOf({ sets: 20_000, frequencies: 1 }),
    resnorms: numericArray(late),
    parameters: numbers(20_000, 5),
  };
  const opened = await openDataset(bytesSource(await archive(broken)));
  const all = { limit: 100_000, ranges: {} };
  await assert.rejects(search(opened, all), { name: "BrokenDatasetError", message: /row 19000/ });
});
