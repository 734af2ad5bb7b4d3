import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import * as zlib from "node:zlib";
import fc from "fast-check";
import { newFolder } from "#test/support/folder.ts";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import { openFile } from "./file-source.ts";
import { type NpyArray, numericArray, textArray } from "./npy.ts";
import { npzBytes } from "./npz.ts";
import { openNpz } from "./npz-reader.ts";
import type { ArrayData } from "./numpy-array.ts";
import { objectArray } from "./pickle.ts";
import { type ByteSource, bytesSource } from "./source.ts";
import type { Packing } from "./zip.ts";

const fixtures = new URL("../../test/fixtures/npz/", import.meta.url);

async function written(arrays: Readonly<Record<string, NpyArray>>, packing: Packing = "stored") {
  return Buffer.concat(await Array.fromAsync(npzBytes(arrays, { packing })));
}

/** A source that counts the bytes read of it. */
function counted(source: ByteSource) {
  const count = { bytes: 0, reads: 0 };
  const read: ByteSource["read"] = (start, end, signal) => {
    count.bytes += end - start;
    count.reads++;
    return source.read(start, end, signal);
  };
  return { source: { size: source.size, read }, count };
}

function hex(data: ArrayData): string | readonly unknown[] {
  if (!ArrayBuffer.isView(data)) return data as readonly unknown[];
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("hex");
}

for (const version of ["1.24.2", "2.4.6"]) {
  test(`a dataset that NumPy ${version} compressed is read`, async () => {
    const name = `grid_3_freq_0.1_100000.numpy-${version}.npz`;
    const npz = await openNpz(bytesSource(await readFile(new URL(name, fixtures))));
    assert.deepEqual(npz.names, [
      ...["parameters", "resnorms", "spectrum", "frequencies", "metadata"],
    ]);
    const metadata = (await npz.read("metadata")).data as Map<string, unknown>[];
    assert.equal(metadata[0]!.get("n_parameter_sets"), 243);
    assert.deepEqual(metadata[0]!.get("param_names"), ["Rsh", "Ra", "Ca", "Rb", "Cb"]);
    const resnorms = (await npz.read("resnorms")).data as Float32Array;
    assert.equal(resnorms[0], metadata[0]!.get("best_resnorm"));
    const { data, ...spectrum } = await npz.read("spectrum");
    assert.deepEqual(spectrum, { dtype: "f4", shape: [243, 20, 4], fortranOrder: false });
    const row = await npz.read("spectrum", { rows: { start: 242, end: 243 } });
    assert.deepEqual(row.data, (data as Float32Array).subarray(242 * 80));
    assert.deepEqual(row.shape, [1, 20, 4]);
  });

  test(`an archive that NumPy ${version} stored is read by range`, async () => {
    const file = await readFile(new URL(`stored.numpy-${version}.npz`, fixtures));
    const npz = await openNpz(bytesSource(file));
    assert.deepEqual(await npz.describe("parameters"), {
      ...{ dtype: "f4", shape: [243, 5], fortranOrder: false, bytes: 4860, byRange: true },
    });
    const { data } = await npz.read("parameters");
    const rows = await npz.read("parameters", { rows: { start: 100, end: 102 } });
    assert.deepEqual(rows.data, (data as Float32Array).slice(500, 510));
  });
}

test("the dataset of 3,125 circuits has the spectra's magnitudes and phases", async () => {
  await using file = await openFile(new URL("grid_5_freq_0.1_100000.npz", fixtures).pathname);
  const npz = await openNpz(file, { checksum: zlib.crc32 });
  const { shape, data } = await npz.read("spectrum");
  assert.deepEqual(shape, [3125, 100, 4]);
  const spectrum = data as Float32Array;
  for (let i = 0; i < spectrum.length; i += 4) {
    const [real, imag, magnitude, phase] = spectrum.subarray(i, i + 4) as unknown as number[];
    assert(Math.abs(Math.hypot(real!, imag!) / magnitude! - 1) < 1e-6);
    assert(Math.abs(Math.atan2(imag!, real!) * (180 / Math.PI) - phase!) < 1e-4);
  }
});

/** Arrays of every type NumPy writes, in every order of axes and bytes. */
const specification = fc.record({
  dtype: fc.constantFrom(
    ...["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"],
    ...["U1", "U7", "S5", "V3", "M8[ns]", "m8[25s]"],
  ),
  byteOrder: fc.constantFrom("<", ">"),
  fortran: fc.boolean(),
  shape: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
});

const writeArrays = `
import json, math, sys, numpy as np
path, packing = sys.argv[1:]
arrays, expected = {}, []
for i, s in enumerate(json.load(sys.stdin)):
    rng = np.random.default_rng(i)
    dtype, shape = np.dtype(s["dtype"]), tuple(s["shape"])
    n = math.prod(shape)
    if dtype.kind in "US":
        words = ["", "Rsh", "a\\0b", "Ω🙂" if dtype.kind == "U" else "S"]
        a = np.array([words[j] for j in rng.integers(0, 4, n)], dtype=dtype)
    elif dtype.kind in "fc":
        a = (rng.standard_normal(n) * 1000).astype(dtype)
    elif dtype.kind == "b":
        a = rng.integers(0, 2, n).astype(dtype)
    else:
        a = np.frombuffer(rng.bytes(n * dtype.itemsize), dtype)
    a = a.reshape(shape)
    little = a.astype(np.float32) if dtype == np.float16 else a.astype(dtype.newbyteorder("<"))
    order = "F" if s["fortran"] else "C"
    arrays[f"a{i}"] = stored = a.astype(dtype.newbyteorder(s["byteOrder"]), order=order)
    data = little.ravel().tolist() if dtype.kind in "U" else little.tobytes().hex()
    if dtype.kind == "S": data = [x.decode("latin1") for x in little.ravel().tolist()]
    fortran = stored.flags.f_contiguous and not stored.flags.c_contiguous
    expected.append({
        "dtype": stored.dtype.str[1:], "shape": shape, "fortranOrder": fortran, "data": data})
{"stored": np.savez, "deflated": np.savez_compressed}[packing](path, **arrays)
print(json.dumps(expected))`;

for (const packing of ["stored", "deflated"] as const) {
  test(`whatever NumPy saves (${packing}) is read the same, whole and by rows`, {
    skip: withoutNumpy,
  }, async (t) => {
    const path = join(await newFolder(t), "arrays.npz");
    const specifications = fc.sample(specification, 400);
    const input = JSON.stringify(specifications);
    const expected = askPython(writeArrays, [path, packing], input) as { data: unknown }[];
    await using file = await openFile(path);
    const npz = await openNpz(file);
    assert.equal(npz.names.length, expected.length);
    for (const [i, array] of expected.entries()) {
      const { data, ...read } = await npz.read(`a${i}`);
      const what = JSON.stringify(specifications[i]);
      assert.deepEqual({ ...read, data: hex(data) }, array, what);
      const length = read.shape[0];
      if (length === undefined) continue;
      const rows = { start: Math.floor(length / 3), end: Math.ceil((2 * length) / 3) };
      const part = hex((await npz.read(`a${i}`, { rows })).data);
      const each = length === 0 ? 0 : array.data === "" ? 0 : hex(data).length / length;
      assert.deepEqual(part, hex(data).slice(rows.start * each, rows.end * each), what);
    }
  });
}

const numeric = fc.oneof(
  ...[
    ...[fc.int8Array(), fc.uint8Array(), fc.int16Array(), fc.uint16Array(), fc.int32Array()],
    ...[fc.uint32Array(), fc.float32Array(), fc.float64Array()],
    ...[fc.bigInt64Array(), fc.bigUint64Array()],
    fc.float32Array({ noNaN: true }).map((values) => Float16Array.from(values)),
  ],
);

for (const packing of ["stored", "deflated"] as const) {
  test(`what we write (${packing}) is read the same, by us and by NumPy`, {
    skip: withoutNumpy,
  }, async () => {
    const some = fc.sample(fc.dictionary(fc.stringMatching(/^[a-zψ]{1,9}$/), numeric), 60);
    const arrays = some
      .flatMap((each) => Object.entries(each))
      .map(([name, values], i) => {
        return [`${name}${i}`, values] as const;
      });
    const file = await written(
      Object.fromEntries(arrays.map(([name, values]) => [name, numericArray(values)])),
      packing,
    );
    const npz = await openNpz(bytesSource(file));
    for (const [name, values] of arrays) {
      const read = (await npz.read(name)).data;
      const same = values instanceof Float16Array ? Float32Array.from(values) : values;
      assert.equal(hex(read), hex(same as Float32Array<ArrayBuffer>), name);
    }
    const program = `
import base64, io, json, sys, zipfile, numpy as np
file = io.BytesIO(base64.b64decode(sys.stdin.read()))
assert zipfile.ZipFile(file).testzip() is None
file.seek(0)
with np.load(file) as z:
    print(json.dumps({n: [z[n].dtype.str[1:], z[n].tobytes().hex()] for n in z.files}))`;
    const expected = arrays.map(([name, values]) => {
      const letter = values.constructor.name.replace("Big", "")[0]!.toLowerCase();
      return [
        name,
        [`${letter}${values.BYTES_PER_ELEMENT}`, hex(values as Uint8Array<ArrayBuffer>)],
      ];
    });
    const found = askPython(program, [], file.toString("base64"));
    assert.deepEqual(found, Object.fromEntries(expected));
  });
}

test("text and objects are read as they were written", async () => {
  const file = await written({
    note: textArray("ψ = 🙂"),
    metadata: objectArray({ a: [1, null] }),
  });
  const npz = await openNpz(bytesSource(file));
  assert.deepEqual((await npz.read("note")).data, ["ψ = 🙂"]);
  assert.deepEqual((await npz.read("metadata")).data, [new Map([["a", [1, null]]])]);
});

test("a row is read for the bytes of a row, not of the file", async () => {
  const values = Float32Array.from({ length: 1_000_000 }, (_, i) => i);
  const file = await written({
    big: numericArray(values, [1000, 1000]),
    more: numericArray(values),
  });
  const { source, count } = counted(bytesSource(file));
  const npz = await openNpz(source);
  const { data } = await npz.read("big", { rows: { start: 998, end: 999 } });
  assert.equal((data as Float32Array)[0], 998_000);
  assert(count.bytes < 100_000 && count.reads <= 4, JSON.stringify(count));
});

test("values of a file read into memory are views of it, not copies", async () => {
  const file = await written({ x: numericArray(Float64Array.of(1, 2)) });
  const bytes = new Uint8Array(file);
  const { data } = await (await openNpz(bytesSource(bytes))).read("x");
  assert.equal((data as Float64Array).buffer, bytes.buffer);
});

test("what the source throws is thrown as it is", async () => {
  const values = Float64Array.from({ length: 10_000 }, Math.sin);
  for (const packing of ["stored", "deflated"] as const) {
    const source = bytesSource(await written({ x: numericArray(values) }, packing));
    const away = new RangeError("the bucket is away");
    let reads = 0;
    const failing: ByteSource = {
      size: source.size,
      read: (start, end) => (++reads > 3 ? Promise.reject(away) : source.read(start, end)),
    };
    await assert.rejects((await openNpz(failing)).read("x"), (error) => error === away);
  }
});

test("a read that is called off ends with the reason", async () => {
  const file = await written({ x: numericArray(new Float64Array(1000)) }, "deflated");
  const npz = await openNpz(bytesSource(file));
  const signal = AbortSignal.abort(new Error("called off"));
  await assert.rejects(npz.read("x", { signal }), { message: "called off" });
});

test("an array that is not there is refused by name", async () => {
  const npz = await openNpz(bytesSource(await written({})));
  assert.deepEqual(npz.names, []);
  await assert.rejects(npz.read("psi"), { message: '"psi.npy": There is no array of this name.' });
});

test("an archive beyond 4 GiB is read where its records are ZIP64", async () => {
  // A file that is not there: zeros, but for the bytes at its beginning and its end.
  const large = { dtype: "f4", shape: [2 ** 30 + 16, 1] } as const;
  const zeros = new Uint8Array(2 ** 24);
  const data = function* () {
    for (let i = 0; i < 256; i++) yield zeros;
    yield zeros.subarray(0, 64);
  };
  const after = numericArray(Float64Array.of(1, 2, 3));
  const pieces: { readonly start: number; readonly bytes: Uint8Array }[] = [];
  let size = 0;
  for await (const bytes of npzBytes({ large: { ...large, data: data() }, after })) {
    if (bytes.buffer !== zeros.buffer) pieces.push({ start: size, bytes });
    size += bytes.length;
  }
  const source: ByteSource = {
    size,
    read: async (from, to) => {
      const part = new Uint8Array(to - from);
      for (const { start, bytes } of pieces) {
        const own = bytes.subarray(Math.max(0, from - start), Math.max(0, to - start));
        if (own.length > 0) part.set(own, Math.max(0, start - from));
      }
      return part;
    },
  };
  const npz = await openNpz(source);
  assert.deepEqual((await npz.read("after")).data, Float64Array.of(1, 2, 3));
  const last = { start: 2 ** 30 + 15, end: 2 ** 30 + 16 };
  assert.deepEqual((await npz.read("large", { rows: last })).data, Float32Array.of(0));
  await assert.rejects(npz.read("large"), { message: /4294967360 bytes.*at most 2147483648/ });
});

for (const packing of ["stored", "deflated"] as const) {
  test(`a bit that was flipped in any entry is found, ${packing}`, async () => {
    const values = Float64Array.from({ length: 50_000 }, (_, i) => Math.sin(i));
    const arrays = { first: numericArray(values), last: numericArray(values.subarray(0, 9)) };
    const whole = await written(arrays, packing);
    await (await openNpz(bytesSource(whole))).verify();
    for (const name of ["first", "last"]) {
      const damaged = Buffer.from(whole);
      damaged[whole.indexOf(`${name}.npy`) + 150]! ^= 0x10;
      const npz = await openNpz(bytesSource(damaged), { checksum: zlib.crc32 });
      await assert.rejects(npz.verify(), {
        name: "NpzError",
        message: new RegExp(`^"${name}\\.npy".*damaged`),
      });
    }
  });

  test(`rows anywhere are read in one pass, ${packing}`, async () => {
    const values = Float32Array.from({ length: 90_000 }, (_, i) => Math.sin(i));
    const { source, count } = counted(
      bytesSource(await written({ x: numericArray(values, [3000, 5, 6]) }, packing)),
    );
    const npz = await openNpz(source);
    await npz.describe("x");
    count.bytes = 0;
    const rows = [0, 1, 7, 2000, 2998, 2999];
    const found = await npz.readRows("x", rows);
    assert.deepEqual(found.shape, [6, 5, 6]);
    const expected = rows.flatMap((row) => [...values.subarray(row * 30, row * 30 + 30)]);
    assert.deepEqual([...(found.data as Float32Array)], expected);
    assert(count.bytes <= source.size, `${count.bytes} of ${source.size} bytes were read`);
    assert.deepEqual((await npz.readRows("x", [])).shape, [0, 5, 6]);
    await assert.rejects(npz.readRows("x", [0, 3000]), RangeError);
  });
}
