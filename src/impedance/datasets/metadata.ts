/** What a dataset says of itself: a dictionary of Python, or the same as JSON. */
import type { Npz } from "#src/arrays/npz-reader.ts";
import type { NumpyArray, PickledValue } from "#src/arrays/numpy-array.ts";
import { BrokenDatasetError, reading } from "./broken.ts";

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Most bytes of metadata, as the file keeps them and as JSON: the registry keeps them, too. */
const mostBytes = 512 * 1024;

/** Deepest nesting: beyond it is left out. */
const mostDepth = 32;

/**
 * Reads the metadata. Where both are there the dictionary counts, because it is what others unpickle.
 * @throws BrokenDatasetError when it cannot be read, is none, or would run something when unpickled
 */
export async function readMetadata(npz: Npz, signal?: AbortSignal): Promise<JsonObject> {
  const name = npz.names.includes("metadata") ? "metadata" : "metadata_json";
  const { bytes } = await reading(() => npz.describe(name, signal));
  refuseLong(bytes);
  const { data } = await reading(() => npz.read(name, { signal }));
  const [value] = Array.isArray(data) ? (data as readonly PickledValue[]) : [];
  const found = name === "metadata" ? value : parsed(value);
  const metadata = jsonOf(found, 0);
  if (!isObject(metadata)) {
    throw new BrokenDatasetError([`Metadata must be a dict, but is ${kindOf(found)}`]);
  }
  refuseLong(new TextEncoder().encode(JSON.stringify(metadata)).length);
  return metadata;
}

function refuseLong(bytes: number): void {
  if (bytes <= mostBytes) return;
  throw new BrokenDatasetError([`Metadata is ${bytes} bytes; at most ${mostBytes} are read`]);
}

function parsed(text: PickledValue | undefined): PickledValue | undefined {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text, (_, value: unknown) =>
      isObject(value) ? new Map(Object.entries(value)) : value,
    );
  } catch (error) {
    throw new BrokenDatasetError(["Metadata must be a dict, but is no JSON"], { cause: error });
  }
}

/** A value as JSON: numbers that JSON has not are null, and so is what is nested too deep. */
function jsonOf(value: PickledValue | undefined, depth: number): Json {
  if (value === undefined || value === null || depth > mostDepth) return null;
  if (typeof value === "string") return storable(value);
  if (typeof value === "bigint") return jsonOf(Number(value), depth);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value;
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => [
      storable(String(key)),
      jsonOf(item, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }
  if (Array.isArray(value)) return value.map((item) => jsonOf(item, depth + 1));
  if (value instanceof Uint8Array) return null;
  return ofArray(value, depth);
}

/** An array of NumPy among the metadata: a number if it has no axes, else a flat list. */
function ofArray({ shape, data }: NumpyArray, depth: number): Json {
  if (data instanceof Map) return null;
  const items = Array.from(data as Iterable<PickledValue>, (item) => jsonOf(item, depth + 1));
  return shape.length === 0 ? (items[0] ?? null) : items;
}

/** Text that Postgres takes in a jsonb: without NUL, and without halves of characters. */
function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: PickledValue | undefined): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an array" : `a ${typeof value}`;
}
