/** The folder of one run, and where Boltz puts what it makes. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { attachmentFolder, type BoltzInput, inputFiles, inputFolder } from "./input.ts";
import { outputFolder } from "./options.ts";

/** What both streams said, in the run's folder. */
export const logFile = "boltz.log";

/**
 * Makes the folder of a run, with its inputs. It must not exist: Boltz remembers records by their
 * names alone, and would answer a changed input with the old result.
 * @throws RangeError for two records of one id, or one that cannot name a file
 */
export async function makeFolder(folder: string, inputs: readonly BoltzInput[]): Promise<void> {
  if (new Set(inputs.map(({ id }) => id)).size < inputs.length) {
    throw new RangeError("Two records of a run have the same id.");
  }
  const files = inputs.flatMap(inputFiles);
  await mkdir(folder);
  await mkdir(join(folder, inputFolder));
  await mkdir(join(folder, attachmentFolder));
  for (const { path, text } of files) await writeFile(join(folder, path), text);
}

/** Paths of a record's results. */
export interface PredictionFiles {
  /** Of each structure, the best first: coordinates (mmCIF) and how far they are trusted. */
  readonly structures: readonly StructureFiles[];
  /** Written last of all, if affinity was asked for. */
  readonly affinity: string;
}

/** Paths of one structure's files. */
export interface StructureFiles {
  readonly mmcif: string;
  readonly confidence: string;
  readonly plddt: string;
  readonly pae: string;
  readonly pde: string;
}

/** Where a record's results are once they are there. */
export function predictionFiles(folder: string, id: string, samples: number): PredictionFiles {
  const path = (name: string) => join(results(folder), "predictions", id, name);
  return {
    structures: Array.from({ length: samples }, (_, rank) => ({
      mmcif: path(`${id}_model_${rank}.cif`),
      confidence: path(`confidence_${id}_model_${rank}.json`),
      plddt: path(`plddt_${id}_model_${rank}.npz`),
      pae: path(`pae_${id}_model_${rank}.npz`),
      pde: path(`pde_${id}_model_${rank}.npz`),
    })),
    affinity: path(`affinity_${id}.json`),
  };
}

/** Boltz names its own folder after that of the inputs. */
function results(folder: string): string {
  return join(folder, outputFolder, `boltz_results_${inputFolder}`);
}
