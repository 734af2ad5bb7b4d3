/** What Boltz found for a record, read from its files and believed only when all of it is there. */
import { readFile, stat } from "node:fs/promises";
import * as z from "zod";
import { openFile } from "#src/arrays/file-source.ts";
import { openNpz } from "#src/arrays/npz-reader.ts";
import { atomsFault } from "../mmcif.ts";
import { type PredictionFiles, predictionFiles, type StructureFiles } from "./folder.ts";

/** JSON has no others, but Python writes NaN and Infinity, which are refused with the file. */
const byChain = z.record(z.string(), z.number());

/** Figures of one structure. Chains are numbered in the order of the input, from 0. */
export const confidence = z.object({
  /** 0.8 complex_plddt + 0.2 iptm (ptm where there is one chain), 0 … 1. */
  confidence_score: z.number(),
  /** Predicted TM scores, 0 … 1: of all, between chains, with the ligand, between proteins. */
  ptm: z.number(),
  iptm: z.number(),
  ligand_iptm: z.number(),
  protein_iptm: z.number(),
  /** Mean predicted lDDT, 0 … 1, of all and at interfaces. */
  complex_plddt: z.number(),
  complex_iplddt: z.number(),
  /** Mean predicted distance error in Å, of all and at interfaces. */
  complex_pde: z.number(),
  complex_ipde: z.number(),
  chains_ptm: byChain,
  pair_chains_iptm: z.record(z.string(), byChain),
});

/** The affinity of the binder, of both models together and of each. */
export const affinity = z.object({
  /** log10 of the IC50 in µM: lower binds tighter. */
  affinity_pred_value: z.number(),
  /** Probability that it binds at all, 0 … 1. */
  affinity_probability_binary: z.number(),
  affinity_pred_value1: z.number(),
  affinity_probability_binary1: z.number(),
  affinity_pred_value2: z.number(),
  affinity_probability_binary2: z.number(),
});

/** Figures of one structure. */
export type Confidence = z.output<typeof confidence>;

/** The affinity of the binder. */
export type Affinity = z.output<typeof affinity>;

/** A structure that was predicted. */
export interface PredictedStructure {
  readonly files: StructureFiles;
  readonly confidence: Confidence;
}

/** What was predicted for a record. */
export interface Prediction {
  /** As many as samples were asked for, the best first. */
  readonly structures: readonly PredictedStructure[];
  /** There if a binder was named. */
  readonly affinity?: Affinity;
}

/** What is expected of a record. */
export interface Expected {
  readonly id: string;
  /** Structures, 1 or more. */
  readonly samples: number;
  readonly affinity: boolean;
}

/** Results are there but are none: cut short, of another form, or with numbers that are not finite. */
export class BrokenResultError extends Error {
  override readonly name = "BrokenResultError";
}

/** Whether the last of a record's files has appeared; it may still be being written. */
export async function hasEnded(folder: string, expected: Expected): Promise<boolean> {
  const files = predictionFiles(folder, expected.id, expected.samples);
  return isThere(expected.affinity ? files.affinity : files.structures.at(-1)!.pde);
}

/** Whether the structures of a record have appeared. */
export async function hasStructures(folder: string, expected: Expected): Promise<boolean> {
  const files = predictionFiles(folder, expected.id, expected.samples);
  return isThere(files.structures.at(-1)!.pde);
}

/**
 * Reads a record's results.
 * @returns nothing unless every file of it is there
 * @throws BrokenResultError naming the file
 */
export async function readPrediction(
  folder: string,
  expected: Expected,
): Promise<Prediction | undefined> {
  const files = predictionFiles(folder, expected.id, expected.samples);
  const there = await Promise.all(pathsOf(files, expected).map(isThere));
  if (there.includes(false)) return undefined;
  const structures: PredictedStructure[] = [];
  for (const structure of files.structures) {
    await checkMmcif(structure.mmcif);
    for (const array of ["plddt", "pae", "pde"] as const) await checkArray(structure[array], array);
    const figures = await readJson(structure.confidence, confidence);
    structures.push({ files: structure, confidence: figures });
  }
  if (!expected.affinity) return { structures };
  return { structures, affinity: await readJson(files.affinity, affinity) };
}

function pathsOf(files: PredictionFiles, expected: Expected): readonly string[] {
  const structures = files.structures.flatMap((structure) =>
    Object.values<string>({ ...structure }),
  );
  return expected.affinity ? [...structures, files.affinity] : structures;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw broken(path, cause);
  }
}

async function checkArray(path: string, name: string): Promise<void> {
  await using source = await openFile(path);
  try {
    const { data } = await (await openNpz(source)).read(name);
    if (!(data instanceof Float32Array || data instanceof Float64Array)) {
      throw new TypeError("These are no real numbers.");
    }
    if (!data.every(Number.isFinite)) throw new RangeError("Not all of it is finite.");
  } catch (cause) {
    throw broken(path, cause);
  }
}

async function checkMmcif(path: string): Promise<void> {
  const fault = atomsFault(await readFile(path, "utf8"));
  if (fault !== undefined) throw broken(path, new RangeError(fault));
}

function broken(path: string, cause: unknown): BrokenResultError {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return new BrokenResultError(`${name} cannot be used.`, { cause });
}
