import assert from "node:assert/strict";
import { test } from "node:test";
import { openFile } from "./file-source.ts";
import { npyHeader } from "./npy.ts";
import { readNpy } from "./npy-reader.ts";
import type { ArrayData, NumpyArray } from "./numpy-array.ts";
import { bytesSource } from "./source.ts";

async function fixture(name: string): Promise<NumpyArray> {
  const path = new URL(`../../test/fixtures/npz/${name}.npy`, import.meta.url);
  await using file = await openFile(path.pathname);
  return await readNpy(file);
}

const arrays: Readonly<Record<string, readonly [string, readonly number[], ArrayData]>> = {
  bool: ["b1", [2], Uint8Array.of(1, 0)],
  i8: ["i8", [2], BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)],
  u8: ["u8", [1], BigUint64Array.of(2n ** 64n - 1n)],
  f2: ["f2", [2], Float32Array.of(1.5, -2)],
  f4_c: ["f4", [2, 3], Float32Array.of(0, 1, 2, 3, 4, 5)],
  f8_be: ["f8", [3], Float64Array.of(0, 1, 2)],
  c8: ["c8", [1], Float32Array.of(1, 2)],
  c16: ["c16", [2], Float64Array.of(1, 2, 3, -4)],
  scalar0d: ["f8", [], Float64Array.of(3.5)],
  empty: ["f4", [0, 5], new Float32Array()],
  M8: ["M8[D]", [1], BigInt64Array.of(20454n)],
  S4: ["S3", [2], ["abc", "d"]],
  U5: ["U4", [2], ["Rsh", "CaµF"]],
};

for (const [name, [dtype, shape, data]] of Object.entries(arrays)) {
  test(`${name}: NumPy's file is read`, async () => {
    assert.deepEqual(await fixture(`npy/${name}`), { dtype, shape, fortranOrder: false, data });
  });
}

test("a file whose first axis is the fastest is read in C order", async () => {
  const data = Float64Array.of(0, 1, 2, 3, 4, 5);
  const array = { dtype: "f8", shape: [2, 3], fortranOrder: true, data };
  assert.deepEqual(await fixture("npy/f8_fortran"), array);
});

test("a structured array is an array for each field", async () => {
  const column = (dtype: string, data: ArrayData, shape = [1]) => {
    return { dtype, shape, fortranOrder: false, data };
  };
  assert.deepEqual(
    (await fixture("npy/struct")).data,
    new Map([
      ["x", column("f8", Float64Array.of(1.5))],
      ["n", column("i4", Int32Array.of(2))],
      ["s", column("U2", ["ab"])],
    ]),
  );
  assert.deepEqual(
    (await fixture("npy/struct_nested")).data,
    new Map([
      [
        "p",
        column(
          "fields",
          new Map([
            ["a", column("i2", Int16Array.of(1))],
            ["b", column("i2", Int16Array.of(2))],
          ]),
        ),
      ],
      ["v", column("f4", Float32Array.of(1, 2, 3), [1, 3])],
    ]),
  );
});

test("headers beyond 65,535 bytes (version 2) and beyond Latin-1 (version 3) are read", async () => {
  const { data } = await fixture("npy/many_fields_v2");
  assert(data instanceof Map && data.size === 4000);
  assert.deepEqual(
    [...((await fixture("npy/struct_utf8_v3")).data as Map<string, unknown>).keys()],
    ["Ω"],
  );
});

for (const version of ["1.24.2", "2.4.6"]) {
  test(`an object pickled by NumPy ${version} is read`, async () => {
    const { dtype, shape, data } = await fixture(`object.numpy-${version}`);
    assert.deepEqual(
      { dtype, shape, data },
      { dtype: "O", shape: [], data: [new Map([["a", 1]])] },
    );
  });
}

/** A file with this header and so many bytes of values. */
function file(header: string, dataBytes: number, version = 1): Uint8Array<ArrayBuffer> {
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUInt16LE(header.length);
  const values = Buffer.alloc(dataBytes);
  const magic = Buffer.from([0x93, ...Buffer.from("NUMPY"), version, 0]);
  return Buffer.concat([magic, length, Buffer.from(header, "latin1"), values]);
}

function array(descr: string, shape: string): string {
  return `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}}`;
}

test("rows are read, and nothing of the others", async () => {
  const bytes = Buffer.concat([
    npyHeader({ dtype: "f4", shape: [4, 2] }),
    new Uint8Array(Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7).buffer),
  ]);
  const asked: number[][] = [];
  const source = bytesSource(bytes);
  const watched = {
    size: source.size,
    read: (start: number, end: number) => {
      asked.push([start, end]);
      return source.read(start, end);
    },
  };
  const part = await readNpy(watched, { rows: { start: 1, end: 3 } });
  assert.deepEqual(part.data, Float32Array.of(2, 3, 4, 5));
  assert.deepEqual(part.shape, [2, 2]);
  assert.deepEqual(asked.at(-1), [128 + 8, 128 + 24]);
  const fortran = Buffer.from(bytes.toString("latin1").replace("False", "True "), "latin1");
  const columns = await readNpy(bytesSource(fortran), { rows: { start: 1, end: 3 } });
  assert.deepEqual(columns.data, Float32Array.of(1, 5, 2, 6));
});

test("others have their turn while a large array is put in order", async () => {
  const fortran = array("'|u1'", "(300000, 2)").replace("False", "True ");
  let turns = 0;
  const others = setInterval(() => turns++);
  const { data } = await readNpy(bytesSource(file(fortran, 600_000)));
  clearInterval(others);
  assert.equal((data as Uint8Array).length, 600_000);
  assert(turns > 0);
});

test("rows that are not there are refused", async () => {
  const source = bytesSource(file(array("'<f4'", "(3, 0)"), 0));
  assert.deepEqual((await readNpy(source, { rows: { start: 3, end: 3 } })).shape, [0, 0]);
  for (const [start, end] of [
    [0, 4],
    [2, 1],
    [-1, 1],
    [0.5, 1],
  ] as const) {
    await assert.rejects(readNpy(source, { rows: { start, end } }), RangeError);
  }
  const scalar = bytesSource(file(array("'|u1'", "()"), 1));
  await assert.rejects(readNpy(scalar, { rows: { start: 0, end: 1 } }), RangeError);
});

const broken: Readonly<Record<string, readonly [Uint8Array<ArrayBuffer>, RegExp]>> = {
  "not an NPY file": [Buffer.from("PK and more of it"), /should begin with/],
  "of version 4": [file("", 0, 4), /version 4\.0/],
  "cut in its header": [file(array("'<f4'", "(1,)"), 0).subarray(0, 40), /of the file's 40/],
  "of a header of 4 GB": [
    Buffer.concat([Buffer.from([0x93, ...Buffer.from("NUMPY"), 2, 0]), Buffer.alloc(4, 0xff)]),
    /4294967295 bytes/,
  ],
  "of fewer values than it says": [file(array("'<f4'", "(2, 3)"), 20), /is 24 bytes.*has 20/],
  "of more values than it says": [file(array("'<f4'", "(2, 3)"), 25), /is 24 bytes.*has 25/],
  "of petabytes": [file(array("'<f8'", `(${2 ** 50},)`), 8), /bytes, but the file has 8/],
  "of an uncountable shape": [file(array("'|u1'", `(${2 ** 50}, ${2 ** 50})`), 0), /more values/],
  "of a negative axis": [file(array("'<f4'", "(-1,)"), 0), /tuple of at most 64 counts/],
  "of too many axes": [file(array("'|u1'", `(${"1,".repeat(65)})`), 1), /at most 64/],
  "of long doubles": [file(array("'<f16'", "(1,)"), 16), /'<f16' is not read/],
  "of a type that is none": [file(array("'<f3'", "(1,)"), 3), /'<f3' is not read/],
  "of objects in fields": [file(array("[('a', '|O')]", "(1,)"), 8), /Objects in the fields/],
  "of two fields of a name": [file(array("[('a', '|u1'), ('a', '|u1')]", "(1,)"), 2), /two fields/],
  "without a shape": [file("{'descr': '<f4', 'fortran_order': False}", 0), /a dictionary of/],
  "of text of no width": [file(array("'<U0'", `(${2 ** 50},)`), 0), /'<U0' is not read/],
};

for (const [what, [bytes, message]] of Object.entries(broken)) {
  test(`a file ${what} is refused`, async () => {
    await assert.rejects(readNpy(bytesSource(bytes)), { name: "NpzError", message });
  });
}

test("text with a character that is none is refused", async () => {
  const bytes = file(array("'<U1'", "(1,)"), 4);
  bytes.set([0xff, 0xff, 0xff, 0xff], bytes.length - 4);
  await assert.rejects(readNpy(bytesSource(bytes)), { name: "NpzError", message: /U\+10FFFF/ });
});

test("more than the limit is not read", async () => {
  const source = bytesSource(file(array("'<f4'", "(4, 4)"), 64));
  await assert.rejects(readNpy(source, { limit: 63 }), { message: /64 bytes.*at most 63/ });
  const row = await readNpy(source, { limit: 16, rows: { start: 3, end: 4 } });
  assert.deepEqual(row.data, new Float32Array(4));
});
