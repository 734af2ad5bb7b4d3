import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import {
  type ArrayHeader,
  complexBytes,
  type Dtype,
  type NpyArray,
  npyAlignment,
  npyDataBytes,
  npyHeader,
  numericArray,
  textArray,
} from "./npy.ts";

async function fileOf(array: NpyArray): Promise<string> {
  return Buffer.concat([npyHeader(array), ...(await Array.fromAsync(array.data))]).toString("hex");
}

const arrays: Record<string, NpyArray> = {
  f4_c: numericArray(Float32Array.of(0, 1, 2, 3, 4, 5), [2, 3]),
  scalar0d: numericArray(Float64Array.of(3.5), []),
  i8: numericArray(BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)),
  u8: numericArray(BigUint64Array.of(2n ** 64n - 1n)),
  empty: numericArray(new Float32Array(), [0, 5]),
  c8: { dtype: "c8", shape: [1], data: [complexBytes(Float32Array.of(1), Float32Array.of(2))] },
  c16: {
    dtype: "c16",
    shape: [2],
    data: [new Uint8Array(Float64Array.of(1, 2, 3, -4).buffer)],
  },
  U5: textArray(["Rsh", "CaµF"]),
};

for (const [name, array] of Object.entries(arrays)) {
  test(`${name}: the file is NumPy's, to the byte`, async () => {
    const fixture = new URL(`../../test/fixtures/npy/${name}.npy`, import.meta.url);
    assert.equal(await fileOf(array), (await readFile(fixture)).toString("hex"));
  });
}

test("a typed array's own part of its buffer is what is written", async () => {
  const part = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
  assert.equal(await fileOf(numericArray(part)), await fileOf(numericArray(Float32Array.of(1, 2))));
});

test("text is counted in code points, not in UTF-16 units", async () => {
  assert.deepEqual(textArray("ψ🙂").dtype, "U2");
  const [bytes] = await Array.fromAsync(textArray(["🙂", "ab"]).data);
  assert.deepEqual([...new Uint32Array(bytes!.slice().buffer)], [0x1f642, 0, 97, 98]);
});

test("a shape that is none, or too large to count, is refused", () => {
  for (const shape of [[-1], [1.5], [Number.NaN], [2 ** 40, 2 ** 40]]) {
    assert.throws(() => npyDataBytes({ dtype: "f4", shape }), RangeError);
  }
});

const header: fc.Arbitrary<ArrayHeader> = fc.record({
  dtype: fc.oneof(
    fc.constantFrom<Dtype>("f2", "f4", "f8", "c8", "c16", "b1", "O"),
    fc.constantFrom<Dtype>("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"),
    fc.integer({ min: 1, max: 1e6 }).map((width): Dtype => `U${width}`),
  ),
  // NumPy takes up to 32 axes in every version; together they stay below 2^63 bytes.
  shape: fc.oneof(
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }),
    fc.array(fc.constantFrom(0, 1), { maxLength: 32 }),
    fc.tuple(fc.integer({ min: 0, max: 2 ** 36 })),
  ),
});

test("every header ends with a line at a multiple of 64 bytes and states its own length", () => {
  fc.assert(
    fc.property(header, (array) => {
      const bytes = Buffer.from(npyHeader(array));
      assert.equal(bytes.length % npyAlignment, 0);
      assert.equal(bytes.at(-1), 0x0a);
      assert.equal(bytes.readUInt16LE(8), bytes.length - 10);
    }),
  );
});

test("headers of any type and shape are NumPy's, to the byte", { skip: withoutNumpy }, () => {
  const headers = fc.sample(header, 500);
  const numpys = askPython(
    `
import io, json, sys
import numpy as np
def header(a):
    f = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        f, {"descr": np.dtype(a["dtype"]).str, "fortran_order": False, "shape": tuple(a["shape"])})
    return f.getvalue().hex()
print(json.dumps([header(a) for a in json.load(sys.stdin)]))`,
    [],
    JSON.stringify(headers),
  ) as string[];
  for (const [i, array] of headers.entries()) {
    const hex = Buffer.from(npyHeader(array)).toString("hex");
    assert.equal(hex, numpys[i], JSON.stringify(array));
  }
});
