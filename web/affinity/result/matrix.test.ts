import assert from "node:assert/strict";
import { test } from "node:test";
import { npzBytes } from "#src/arrays/npz.ts";
import { readMatrix, readRow, shrunk } from "./matrix.ts";

const square = (size: number, value: (row: number, column: number) => number) => ({
  size,
  values: Float32Array.from({ length: size * size }, (_, i) =>
    value(Math.floor(i / size), i % size),
  ),
});

test("a matrix that fits stays as it is", async () => {
  const matrix = square(4, (row, column) => row + column);
  assert.equal(await shrunk(matrix, 4), matrix);
});

test("a larger one becomes means of blocks, the last of them smaller", async () => {
  const { size, values } = await shrunk(
    square(5, (row, column) => 10 * row + column),
    3,
  );
  assert.equal(size, 3);
  assert.deepEqual([...values], [5.5, 7.5, 9, 25.5, 27.5, 29, 40.5, 42.5, 44]);
});

test("4000 rows become at most a thousand, and others have their turn meanwhile", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const { size, values } = await shrunk(
    square(4000, () => 7),
    1024,
  );
  clearInterval(timer);
  assert.equal(size, 1000);
  assert.ok(values.every((value) => value === 7));
  assert.ok(turns > 0);
});

test("an archive's matrix is read, and what is no square is refused", async () => {
  const file = async (shape: number[]) => {
    const count = shape.reduce((product, length) => product * length, 1);
    const data = [Float32Array.from({ length: count }, (_, i) => i)].map(
      ({ buffer }) => new Uint8Array(buffer),
    );
    const parts: BlobPart[] = [];
    const array = { dtype: "f4", shape, data } as const;
    for await (const part of npzBytes({ pae: array })) parts.push(part as Uint8Array<ArrayBuffer>);
    return new Blob(parts);
  };
  const { size, values } = await readMatrix(await file([3, 3]), "pae");
  assert.equal(size, 3);
  assert.equal(values[5], 5);
  await assert.rejects(readMatrix(await file([2, 3]), "pae"), RangeError);
  assert.deepEqual([...(await readRow(await file([3]), "pae"))], [0, 1, 2]);
});
