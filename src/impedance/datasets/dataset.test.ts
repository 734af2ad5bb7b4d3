import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import type { NpyArray } from "#src/arrays/npy.ts";
import type { Npz } from "#src/arrays/npz-reader.ts";
import { type ByteSource, bytesSource } from "#src/arrays/source.ts";
import type { BadFieldsError } from "#src/schema/bad-fields.ts";
import { archive, arraysOf, datasetFile } from "#test/support/dataset-files.ts";
import { newFolder } from "#test/support/folder.ts";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import { zip } from "#test/support/zips.ts";
import { BrokenDatasetError } from "./broken.ts";
import { openDataset } from "./dataset.ts";
import { rowsOf } from "./rows.ts";

const fixtures = new URL("../../../test/fixtures/npz/", import.meta.url);

async function problemsOf(bytes: Uint8Array<ArrayBuffer>): Promise<readonly string[]> {
  const error = await openDataset(bytesSource(bytes)).then(
    () => assert.fail("it was opened"),
    (reason: unknown) => reason,
  );
  assert(error instanceof BrokenDatasetError, String(error));
  return error.problems;
}

for (const version of ["1.24.2", "2.4.6"]) {
  test(`a dataset of the established program is opened, by NumPy ${version}`, async () => {
    const name = `grid_3_freq_0.1_100000.numpy-${version}.npz`;
    const file = await openDataset(bytesSource(await readFile(new URL(name, fixtures))));
    assert.equal(file.parameterSets, 243);
    assert.equal(file.gridSize, 3);
    assert.equal(file.circuit, "p(Rsh,p(Ra,Ca)-p(Rb,Cb))");
    assert.equal(file.metric, "resnorm");
    assert.deepEqual(file.parameterUnits, ["ohm", "ohm", "farad", "ohm", "farad"]);
    assert.deepEqual(file.columns, ["real", "imag", "magnitude", "phase"]);
    assert.equal(file.frequencies.length, 20);
    assert.equal(file.metadata.export_timestamp, 1757426113.5787);
    assert.equal(file.bestResnorm, file.metadata.best_resnorm);
    assert.equal((await file.resnorms.read(0, 1))[0], file.bestResnorm);
  });

  test(`what is missing is named as the established program names it, by NumPy ${version}`, async () => {
    const bytes = await readFile(new URL(`stored.numpy-${version}.npz`, fixtures));
    assert.deepEqual(await problemsOf(bytes), ["Missing required keys: ['spectrum', 'metadata']"]);
  });
}

test("rows that are no number come last, and are none", async () => {
  const data = [new Uint8Array(Float32Array.of(1, 2, Number.POSITIVE_INFINITY, Number.NaN).buffer)];
  const arrays = { ...arraysOf({ sets: 4 }), resnorms: { dtype: "f4", shape: [4], data } } as const;
  assert.equal((await openDataset(bytesSource(await archive(arrays)))).bestResnorm, 1);
});

test("any circuit's parameters, complex spectra, and JSON for a dict", async () => {
  const { metadata: _, ...arrays } = arraysOf({ names: ["R0", "R1", "C1"], columns: 2 });
  const told = { param_names: ["R0", "R1", "C1"], circuit: "R0-p(R1,C1)", grid_size: null };
  const text = Buffer.from(JSON.stringify(told), "utf8");
  const json: NpyArray = {
    dtype: `U${text.length}`,
    shape: [],
    data: [new Uint8Array(Uint32Array.from(text).buffer)],
  };
  const file = await openDataset(bytesSource(await archive({ ...arrays, metadata_json: json })));
  assert.deepEqual(file.columns, ["real", "imag"]);
  assert.equal(file.circuit, "R0-p(R1,C1)");
  assert.deepEqual(file.parameterUnits, ["", "", ""]);
  assert.equal(file.gridSize, null);
});

test("units are kept where a parameter has none, as an exponent", async () => {
  const names = ["R0", "CPE1_0", "CPE1_1"];
  const metadata = { param_names: names, param_units: ["ohm", "S s^α", ""] };
  const file = await openDataset(bytesSource(await datasetFile({ names, metadata })));
  assert.deepEqual(file.parameterUnits, metadata.param_units);
});

test("an array that has to be read whole is refused by the room that its numbers take", async () => {
  const sets = 7_000_000;
  const bytes = (...shape: number[]): NpyArray => ({
    ...{ dtype: "i1", shape },
    data: [new Uint8Array(shape.reduce((a, b) => a * b)).fill(1)],
  });
  const { frequencies, metadata } = arraysOf({ frequencies: 1 }) as Record<string, NpyArray>;
  const arrays = { resnorms: bytes(sets), parameters: bytes(sets, 5), spectrum: bytes(sets, 1, 2) };
  const packed = await archive({ ...arrays, frequencies, metadata } as typeof arrays, "deflated");
  const file = await openDataset(bytesSource(packed));
  // A byte each in the file, and eight as floating-point numbers.
  await assert.rejects(file.parameters.inTurn()(0, 1), /35000000 bytes.* at most 33554432/);
  assert.deepEqual([...(await file.parameters.read(0, 1))], [1, 1, 1, 1, 1]);
});

test("who read an array at the same time that has to be read whole hold one copy of it", async () => {
  const file = await openDataset(bytesSource(await datasetFile({}, "deflated")));
  const [one, other] = [file.parameters.inTurn(), file.parameters.inTurn()];
  const rows = await Promise.all([one(0, 2), other(3, 5), one(5, 7)]);
  assert.deepEqual(
    rows.map(([first]) => first),
    [1, 16, 26],
  );
  assert.equal(new Set(rows.map(({ buffer }) => buffer)).size, 1);
});

test("a file cut off anywhere is refused, with the reader's reason", async () => {
  const whole = await datasetFile();
  for (let length = 0; length < whole.length; length += 97) {
    const [problem] = await problemsOf(whole.subarray(0, length));
    assert.match(problem!, /^Failed to load NPZ file: ./);
  }
});

test("metadata that would run a program are refused, and run nothing", async (t) => {
  const trace = join(await newFolder(t), "was-here");
  const { metadata: _, ...arrays } = arraysOf();
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const [name, array] of Object.entries(arrays)) {
    const [npy] = await unpacked({ [name]: array });
    files.push({ name: `${name}.npy`, bytes: npy! });
  }
  const pickle = Buffer.from(`\x80\x04cos\nsystem\n(S'touch ${trace}'\ntR.`, "latin1");
  const [empty] = await unpacked({ metadata: { dtype: "O", shape: [], pickleBytes: 0, data: [] } });
  files.push({ name: "metadata.npy", bytes: Buffer.concat([empty!, pickle]) });
  const [problem] = await problemsOf(zip(files));
  assert.match(problem!, /^Failed to load NPZ file: .*metadata\.npy.*os\.system/);
  assert(!existsSync(trace));
});

/** The NPY files of an archive of ours, which is stored. */
async function unpacked(arrays: Record<string, NpyArray>): Promise<Uint8Array[]> {
  const bytes = await archive(arrays);
  const start = bytes.indexOf("\x93NUMPY", 0, "latin1");
  const end = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x07, 0x08]), start);
  const file = bytes.subarray(start, end);
  assert.equal(bytes.readUInt32LE(end + 4), crc32(file));
  return [file];
}

test("scattered rows of a deflated dataset take one pass, which has a bound", async () => {
  const made = { sets: 6000, frequencies: 50 };
  const bytes = await datasetFile(made, "deflated");
  let read = 0;
  const source: ByteSource = {
    size: bytes.length,
    read: async (start, end) => {
      read += end - start;
      return bytes.subarray(start, end);
    },
  };
  const packed = await openDataset(source);
  const stored = await openDataset(bytesSource(await datasetFile(made)));
  const indices = [5999, 0, 3000, 0, ...Array.from({ length: 300 }, (_, i) => (i * 7919) % 6000)];
  read = 0;
  assert.deepEqual(await packed.spectra.at(indices), await stored.spectra.at(indices));
  assert(read <= bytes.length, `${read} of ${bytes.length}`);

  // A row of 200 MB, of which nothing is inflated before it is known to be too much.
  const array = { shape: [6, 50_000_000, 1], bytes: 1.2e9, dtype: "f4" };
  const description = { ...array, fortranOrder: false, byRange: false };
  const rows = rowsOf({} as Npz, "spectrum", description);
  await assert.rejects(rows.at([5, 0]), ({ errors }: BadFieldsError) => {
    assert.match(errors[0]!.message, /lie behind 1200000000 bytes.*download the file/);
    return true;
  });
});

test("opening a dataset, its best rows and a spectrum take little of a large file", async () => {
  const bytes = await datasetFile({ sets: 20_000, frequencies: 50 });
  let read = 0;
  const source: ByteSource = {
    size: bytes.length,
    read: async (start, end) => {
      read += end - start;
      return bytes.subarray(start, end);
    },
  };
  const file = await openDataset(source);
  await file.parameters.read(0, 1000);
  await file.spectra.at([19_999]);
  assert(bytes.length > 16_000_000 && read < 300_000, `${read} of ${bytes.length}`);
});

const numpyDatasets = `
import sys, numpy as np
folder, = sys.argv[1:]
rng = np.random.default_rng(1)
n, f = 400, 12
p = rng.random((n, 5)); r = np.sort(rng.random(n)); s = rng.standard_normal((n, f, 4)); q = np.arange(1., f + 1)
meta = np.array({"grid_size": np.int64(3), "best": np.float64(2), "none": None, "nan": float("nan")}, dtype=object)
def save(name, how, convert):
    how(f"{folder}/{name}.npz", parameters=convert(p), resnorms=convert(r), spectrum=convert(s), frequencies=convert(q), metadata=meta)
save("double", np.savez, lambda a: a)
save("compressed", np.savez_compressed, lambda a: a.astype("<f4"))
save("big", np.savez, lambda a: a.astype(">f8"))
save("fortran", np.savez, lambda a: np.asfortranarray(a.astype("<f4")))
save("half", np.savez_compressed, lambda a: np.asfortranarray(a.astype(">f2")))
print('"done"')`;

test("whatever NumPy writes is read, at any rows", { skip: withoutNumpy }, async (t) => {
  const folder = await newFolder(t);
  askPython(numpyDatasets, [folder]);
  const open = async (name: string) =>
    openDataset(bytesSource(await readFile(join(folder, `${name}.npz`))));
  const exact = await open("double");
  const indices = [399, 0, 7, 7, 200];
  const spectra = await exact.spectra.at(indices);
  const parameters = await exact.parameters.read(390, 400);
  assert.equal(exact.metadata.nan, null);
  assert.equal(exact.gridSize, null, "400 rows are no grid of 3, whatever the metadata say");
  for (const [name, precision] of [
    ["compressed", 1e-7],
    ["big", 0],
    ["fortran", 1e-7],
    ["half", 1e-3],
  ] as const) {
    const file = await open(name);
    const near = (found: ArrayLike<number>, expected: ArrayLike<number>) => {
      assert.equal(found.length, expected.length);
      for (let i = 0; i < found.length; i++) {
        const error = Math.abs(found[i]! - expected[i]!);
        assert(error <= precision * (1 + Math.abs(expected[i]!)), `${name} ${i}: ${error}`);
      }
    };
    near(await file.spectra.at(indices), spectra);
    near(await file.parameters.read(390, 400), parameters);
    const inTurn = file.parameters.inTurn();
    near(await inTurn(0, 10), await exact.parameters.read(0, 10));
    near(await inTurn(390, 400), parameters);
  }
});
