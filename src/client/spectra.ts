/** Spectra of a dataset as float32, from the file to whoever asks: no JSON on the way. */
import { ask, type RequestOptions } from "./answer.ts";
import { pathOf } from "./datasets.ts";
import { ConnectionError } from "./problem.ts";

/** Spectra, one after the other. */
export interface Spectra {
  /** How many spectra, frequencies, and columns there are. */
  readonly shape: readonly [rows: number, frequencies: number, columns: number];
  /** What the columns are: `real`, `imag`, and in most datasets `magnitude`, `phase`; Ω and degrees. */
  readonly columns: readonly string[];
  /** All numbers, in C order: spectrum after spectrum, in each the columns of one frequency together. */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * The spectra of rows of a dataset, in the order of `indices`. Their frequencies are those that
 * `loadDataset` tells.
 * @param indices numbers of rows from 0, which is the best; 1 … 10,000 of them
 * @throws ProblemError when the server refuses: a row that is not there is named.
 * @throws ConnectionError when it cannot be reached, goes away, or contradicts itself.
 */
export async function spectra(
  filename: string,
  indices: readonly number[],
  options: RequestOptions = {},
): Promise<Spectra> {
  const accept = "application/octet-stream";
  const question = { method: "POST", path: pathOf("spectrum", filename), accept } as const;
  const { headers, body } = await ask({ ...question, body: { indices } }, options);
  const columns = listed(headers, "x-columns");
  const [rows = 0, frequencies = 0, width = 0] = listed(headers, "x-shape").map(Number);
  const bytes = await new Response(body).arrayBuffer();
  if (4 * rows * frequencies * width !== bytes.byteLength || width !== columns.length) {
    throw new ConnectionError(
      `The server says ${headers.get("x-shape")} of ${bytes.byteLength} B.`,
    );
  }
  // Little-endian, as every machine is that a browser runs on.
  return { shape: [rows, frequencies, width], columns, values: new Float32Array(bytes) };
}

function listed(headers: Headers, name: string): string[] {
  return (headers.get(name) ?? "").split(", ");
}
