import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import { npzBytes } from "./npz.ts";
import type { PickledValue } from "./numpy-array.ts";
import { objectArray, type Picklable, PythonFloat } from "./pickle.ts";
import { unpickle } from "./unpickle.ts";
import { PickledArray } from "./unpickle-numpy.ts";

async function pickleOf(value: Picklable): Promise<Uint8Array<ArrayBuffer>> {
  return Buffer.concat(await Array.fromAsync(objectArray(value).data));
}

/** What a pickle of an array of no axes holds. */
function held(bytes: Uint8Array<ArrayBuffer>): unknown {
  const array = unpickle(bytes, 0);
  assert(array instanceof PickledArray);
  assert.deepEqual([array.dtype, array.shape], ["O", []]);
  return plainly((array.data as PickledValue[])[0]!);
}

/** Dictionaries as objects, as they were given. */
function plainly(value: PickledValue): unknown {
  if (Array.isArray(value)) return value.map(plainly);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, item]) => [key, plainly(item)]));
}

const whole = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 3000n }),
  fc.bigInt({ min: -(2n ** 3000n), max: -(2n ** 53n) }),
);
const text = fc.string({ unit: "binary", maxLength: 300 });
const picklable: fc.Arbitrary<Picklable> = fc.letrec<{ value: Picklable }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, NaN, Infinity, -Infinity, -0),
    fc.oneof(whole, fc.double(), text),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(text, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

test("what is written is what is read", async () => {
  await fc.assert(
    fc.asyncProperty(picklable, async (value) => {
      assert.deepEqual(held(await pickleOf(value)), value);
    }),
  );
});

test("a key like __proto__ is a key", async () => {
  const value = JSON.parse('{"__proto__": {"polluted": true}}');
  assert.deepEqual(held(await pickleOf(value)), value);
});

test("NumPy loads what is written, and warns of nothing", { skip: withoutNumpy }, async () => {
  const values = fc.sample(picklable, 200);
  values.push(new PythonFloat(100_000));
  const archive = { metadata: objectArray({ values }) };
  const bytes = Buffer.concat(await Array.fromAsync(npzBytes(archive)));
  const program = `
import base64, io, json, math, sys, warnings
warnings.simplefilter("error")
import numpy as np
def told(v):
    if isinstance(v, dict): return {"dict": [[k, told(x)] for k, x in v.items()]}
    if isinstance(v, list): return [told(x) for x in v]
    if isinstance(v, float): return "float " + v.hex()
    if isinstance(v, bool) or v is None or isinstance(v, str): return v
    if isinstance(v, int): return "int " + hex(v)
    raise TypeError(type(v))
with np.load(io.BytesIO(base64.b64decode(sys.stdin.read())), allow_pickle=True) as z:
    a = z["metadata"]
    assert a.shape == () and a.dtype == object
    print(json.dumps(told(a.item()["values"])))`;
  const found = askPython(program, [], bytes.toString("base64"));
  assert.deepEqual(found, values.map(told));
});

/** A value as the program above tells it. */
function told(value: Picklable): unknown {
  if (value instanceof PythonFloat) return `float ${hexOf(value.value)}`;
  if (Array.isArray(value)) return value.map(told);
  if (typeof value === "object" && value !== null) {
    return { dict: Object.entries(value).map(([key, item]) => [key, told(item)]) };
  }
  if (typeof value === "bigint" || (Number.isSafeInteger(value) && !Object.is(value, -0))) {
    const number = BigInt(value as number);
    return `int ${number < 0n ? "-" : ""}0x${(number < 0n ? -number : number).toString(16)}`;
  }
  return typeof value === "number" ? `float ${hexOf(value)}` : value;
}

/** A float as Python's `float.hex` writes it. */
function hexOf(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const bits = new BigUint64Array(Float64Array.of(value).buffer)[0]!;
  const sign = bits >> 63n ? "-" : "";
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & (2n ** 52n - 1n)).toString(16).padStart(13, "0");
  if (value === 0) return `${sign}0x0.0p+0`;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? "" : "+"}${power}`;
}
