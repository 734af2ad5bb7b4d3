/**
 * Whether arrays make a dataset together. Where the program that people come from has words for a
 * problem, they are these, to the letter: scripts and people know them.
 */
import type { ArrayDescription } from "#src/arrays/npz-reader.ts";
import { spectrumColumns } from "#src/impedance/sweep.ts";

/** The arrays whose rows are read. */
export type ArrayName = "parameters" | "resnorms" | "spectrum" | "frequencies";

/** Every array of a dataset, as its header describes it. */
export type Descriptions = Readonly<Record<ArrayName, ArrayDescription>>;

/** Everything a dataset must have, in the order in which what is missing is named. */
const required = ["parameters", "resnorms", "spectrum", "frequencies", "metadata"];

/** Most parameters of a set; the largest circuit has fewer. */
const mostParameters = 1000;

/** How many frequencies a dataset may have; they are in every answer that has spectra. */
const frequencyBounds = { least: 1, most: 10_000 } as const;

/** What is missing among an archive's arrays; `metadata_json` does for `metadata`. */
export function missingArrays(names: readonly string[]): string[] {
  const missing = required.filter(
    (name) => !names.includes(name) && !(name === "metadata" && names.includes("metadata_json")),
  );
  if (missing.length === 0) return [];
  return [`Missing required keys: [${missing.map((name) => `'${name}'`).join(", ")}]`];
}

/**
 * What is wrong with the arrays' types and shapes.
 * @param names of the parameters, in their order
 */
export function shapeProblems(arrays: Descriptions, names: readonly string[]): string[] {
  const { parameters, resnorms, spectrum, frequencies } = arrays;
  const [sets = 0, columns] = parameters.shape;
  const [spectra, band, numbers] = spectrum.shape;
  const problems: string[] = [];
  for (const [name, { dtype }] of Object.entries(arrays)) {
    if (!/^[fiu]\d$/.test(dtype)) problems.push(`Array '${name}' must hold numbers, not ${dtype}`);
  }
  if (sets !== spectra) {
    problems.push("Parameter and spectrum arrays have mismatched first dimension");
  }
  if (resnorms.shape.length !== 1 || resnorms.shape[0] !== sets) {
    problems.push("Resnorm array must have shape (N,), one value a parameter set");
  }
  if (parameters.shape.length !== 2 || columns !== names.length || names.length > mostParameters) {
    problems.push(
      `Parameter array must have ${names.length} columns [${names.slice(0, mostParameters).join(", ")}]`,
    );
  }
  if (spectrum.shape.length !== 3 || !isWidth(numbers)) {
    problems.push("Spectrum array must have shape (N, F, 4) for [real, imag, magnitude, phase]");
  }
  const [count] = frequencies.shape;
  if (frequencies.shape.length !== 1 || count !== band) {
    problems.push("Spectrum frequency dimension doesn't match frequencies array");
  }
  const { least, most } = frequencyBounds;
  if (count === undefined || count < least || count > most) {
    problems.push(`Frequencies array must have ${least} to ${most} values`);
  }
  if (sets === 0) problems.push("Parameter array must have at least one row");
  return problems;
}

/** Names of a spectrum's columns by their number, 2 or 4. */
export function columnsOf(width: number): readonly string[] {
  return Object.values(spectrumColumns).find(({ length }) => length === width)!;
}

function isWidth(width: number | undefined): boolean {
  return Object.values(spectrumColumns).some(({ length }) => length === width);
}
