/** A thread that reads ligands, a few at a time. What RDKit throws ends it: the instance is then poisoned. */
import { parentPort, workerData } from "node:worker_threads";
import type { LigandValidation } from "../validation.ts";
import { instantiateRdkit } from "./rdkit.ts";
import { type LigandDetail, readLigand } from "./reading.ts";

/** Ligands to read. */
export interface LigandTask {
  readonly structures: readonly string[];
  readonly detail: LigandDetail;
}

/** What the thread says: that it is ready, and then of each task what the ligands are. */
export type LigandReport =
  | { readonly ready: true }
  | {
      readonly ready: false;
      readonly validations: LigandValidation[];
      /** Memory that RDKit has taken so far. */
      readonly bytes: number;
    };

const port = parentPort!;
const rdkit = await instantiateRdkit(workerData as WebAssembly.Module);
// The first molecule takes 50 times as long as the next.
readLigand(rdkit, "C[C@H](N)C(=O)Oc1ccccc1", "drawn");

port.on("message", ({ structures, detail }: LigandTask) => {
  const validations = structures.map((structure) => readLigand(rdkit, structure, detail));
  port.postMessage({ ready: false, validations, bytes: rdkit.bytes() } satisfies LigandReport);
});
port.postMessage({ ready: true } satisfies LigandReport);
