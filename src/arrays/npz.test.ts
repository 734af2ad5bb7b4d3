import assert from "node:assert/strict";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import { type Dtype, type NpyArray, npyDataBytes, numericArray, textArray } from "./npy.ts";
import { type NpzOptions, npzBytes, npzSize } from "./npz.ts";

async function whole(
  arrays: Readonly<Record<string, NpyArray>>,
  options?: NpzOptions,
): Promise<Buffer<ArrayBuffer>> {
  return Buffer.concat(await Array.fromAsync(npzBytes(arrays, options)));
}

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "npz-"));
  t.after(() => rm(path, { recursive: true }));
  return path;
}

/** Arrays of every type and all sorts of shapes, their bytes 0, 1, 2, … cut anywhere. */
const arbitraryArray: fc.Arbitrary<NpyArray> = fc
  .record({
    dtype: fc.constantFrom<Dtype>("f4", "f8", "c8", "c16", "i4", "i8", "u4", "u8", "U3"),
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    cuts: fc.array(fc.nat(200), { maxLength: 4 }),
  })
  .map(({ dtype, shape, cuts }) => {
    // Bytes that are code points, too, when read four at a time: 0x00000041 and so on.
    const bytes = Uint8Array.from({ length: npyDataBytes({ dtype, shape }) }, (_, i) =>
      dtype === "U3" ? (i % 4 === 0 ? 65 + (i % 24) : 0) : i,
    );
    const ends = cuts.sort((a, b) => a - b).concat(bytes.length);
    const data = ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
    return { dtype, shape, data };
  });
const arbitraryArrays = fc.dictionary(
  fc.stringMatching(/^[a-zψ_][a-z0-9_]{0,70}$/),
  arbitraryArray,
  { maxKeys: 6 },
);

test("the size is known before the first byte, exactly", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryArrays, async (arrays) => {
      assert.equal((await whole(arrays)).length, npzSize(arrays));
    }),
  );
});

test("the same arrays are the same bytes", async () => {
  const arrays = { x: numericArray(Float64Array.of(1, 2)), note: textArray("ħ = 1") };
  assert(
    (await whole(arrays)).equals(
      await whole({ ...arrays, x: numericArray(Float64Array.of(1, 2)) }),
    ),
  );
});

test("data are asked for as they are read, and stopped when nobody reads", async () => {
  let asked = 0;
  let stopped = false;
  const data = async function* () {
    try {
      for (; asked < 10; asked++) yield new Uint8Array(8);
    } finally {
      stopped = true;
    }
  };
  const bytes = npzBytes({ x: { dtype: "f8", shape: [10], data: data() } });
  for (let i = 0; i < 4; i++) await bytes.next(); // two headers, two chunks
  assert.equal(asked, 1);
  await bytes.return();
  assert(stopped);
});

test("deflating stops the data, too, when nobody reads", async () => {
  let asked = 0;
  let stopped = false;
  const data = async function* () {
    try {
      for (; asked < 1000; asked++) yield Float64Array.from({ length: 1000 }, Math.random);
    } finally {
      stopped = true;
    }
  };
  const bytes = async function* () {
    for await (const values of data()) yield new Uint8Array(values.buffer);
  };
  const array = { dtype: "f8", shape: [1_000_000], data: bytes() } as const;
  const archive = npzBytes({ x: array }, { packing: "deflated" });
  for (let i = 0; i < 3; i++) await archive.next();
  await archive.return();
  assert(stopped && asked < 100, `${asked}`);
});

for (const packing of ["stored", "deflated"] as const) {
  for (const [name, chunks] of [
    ["fewer", [8, 7]],
    ["more", [8, 9]],
    ["no", []],
  ] as const) {
    test(`${name} bytes (${packing}) than the header says are an error that names the array`, async () => {
      const data = chunks.map((length) => new Uint8Array(length));
      await assert.rejects(whole({ psi: { dtype: "f8", shape: [2], data } }, { packing }), {
        name: "RangeError",
        message: /^Array "psi", f8 of shape \(2\), is 16 bytes, but its data are/,
      });
    });
  }
}

/** What Python's zipfile and NumPy find in an archive. */
const inspect = `
import hashlib, json, struct, sys, zipfile
import numpy as np
path = sys.argv[1]
def place(info):
    with open(path, "rb") as f:
        f.seek(info.header_offset)
        head = f.read(30)
        return info.header_offset + 30 + sum(struct.unpack("<HH", head[26:30]))
with zipfile.ZipFile(path) as z:
    broken = z.testzip()
    offsets = {i.filename[:-4]: place(i) for i in z.infolist()}
found = {}
with np.load(path) as z:
    for name in z.files:
        a = z[name]
        with open(path, "rb") as f:
            f.seek(offsets[name])
            np.lib.format.read_magic(f)
            shape, fortran, dtype = np.lib.format.read_array_header_1_0(f)
            at = f.tell()
        mapped = None
        if a.size:
            mapped = np.memmap(path, dtype, "r", at, shape).tobytes() == a.tobytes()
        found[name] = {
            "dtype": a.dtype.str, "shape": a.shape, "bytes": a.tobytes().hex(),
            "aligned": at % 64 == 0, "mapped": mapped}
print(json.dumps({"broken": broken, "found": found}))`;

test("NumPy reads every type and shape, and maps it in place", {
  skip: withoutNumpy,
}, async (t) => {
  const path = join(await folder(t), "arrays.npz");
  for (const some of fc.sample(fc.array(arbitraryArray, { maxLength: 60 }), 6)) {
    const arrays = Object.fromEntries(some.map((array, i) => [`a${"ψ".repeat(i)}`, array]));
    await writeFile(path, await whole(arrays));
    const expected: Record<string, unknown> = {};
    for (const [name, { dtype, shape, data }] of Object.entries(arrays)) {
      const bytes = Buffer.concat(await Array.fromAsync(data)).toString("hex");
      const mapped = bytes === "" ? null : true;
      expected[name] = { dtype: `<${dtype}`, shape, bytes, aligned: true, mapped };
    }
    assert.deepEqual(askPython(inspect, [path]), { broken: null, found: expected });
  }
});

test("NumPy reads text as it was written", { skip: withoutNumpy }, async (t) => {
  const path = join(await folder(t), "text.npz");
  const text = { note: '{"momentum": 40, "ψ": "🙂"}', names: ["", "Rsh", "CaµF"] };
  await writeFile(path, await whole({ note: textArray(text.note), names: textArray(text.names) }));
  const program = `
import json, sys, numpy as np
with np.load(sys.argv[1]) as z:
    print(json.dumps({"note": z["note"].item(), "names": z["names"].tolist()}))`;
  assert.deepEqual(askPython(program, [path]), text);
});

test("an archive of nothing is one", { skip: withoutNumpy }, async (t) => {
  const path = join(await folder(t), "nothing.npz");
  await writeFile(path, await whole({}));
  assert.deepEqual(askPython(inspect, [path]), { broken: null, found: {} });
});

test("sizes move to ZIP64 records at 2^32 − 1 bytes, not before", () => {
  // "a.npy" is 128 bytes of header and the values; without its ZIP64 field the padding is as long.
  const values = (2 ** 32 - 128) / 4;
  const sizeOf = (length: number) => npzSize({ a: { dtype: "f4", shape: [length] } });
  assert.equal(sizeOf(values - 1) - sizeOf(values - 2), 4);
  assert.equal(sizeOf(values) - sizeOf(values - 1), 4 + 8 + 20); // descriptor and directory widen
});

/** `length` zeros, 64 MiB at a time. */
function* zeros(length: number): Generator<Uint8Array> {
  for (let left = length; left > 0; left -= block.length) yield block.subarray(0, left);
}
const block = new Uint8Array(64 * 2 ** 20);

test("NumPy reads an archive beyond 4 GiB", { skip: withoutNumpy }, async (t) => {
  const path = join(await folder(t), "large.npz");
  const large = { dtype: "f4", shape: [2 ** 30 + 16] } as const;
  const arrays = {
    large: { ...large, data: zeros(npyDataBytes(large)) },
    after: numericArray(Float64Array.of(1, 2, 3)),
  };
  // Zeros are left out: a hole in the file, which takes no room on the disk.
  const file = await open(path, "w");
  let at = 0;
  for await (const bytes of npzBytes(arrays)) {
    if (bytes.buffer !== block.buffer) await file.write(bytes, 0, bytes.length, at);
    at += bytes.length;
  }
  await file.close();
  assert.equal(at, npzSize(arrays));
  const program = `
import json, sys, zipfile, numpy as np
path = sys.argv[1]
with zipfile.ZipFile(path) as z:
    info = [[i.filename, i.file_size, i.header_offset, i.CRC] for i in z.infolist()]
with np.load(path) as z:
    after = z["after"].tolist()
    with z.zip.open("large.npy") as f:
        np.lib.format.read_magic(f)
        shape = np.lib.format.read_array_header_1_0(f)[0]
print(json.dumps({"info": info, "after": after, "shape": shape}))`;
  const { info, ...found } = askPython(program, [path]) as { info: unknown[][] };
  assert.deepEqual(found, { after: [1, 2, 3], shape: large.shape });
  const size = 128 + npyDataBytes(large);
  // The checksum of NumPy's header and 2^32 + 64 zeros, by Python's zlib.
  assert.deepEqual(info[0], ["large.npy", size, 0, 4239842444]);
  assert.deepEqual(info[1]!.slice(0, 3), ["after.npy", 152, size + 128 + 24]);
});
