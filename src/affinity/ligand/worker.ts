/** A thread that reads ligands, one at a time. What RDKit throws ends it: the instance is then poisoned. */
import { parentPort, workerData } from "node:worker_threads";
import type { LigandValidation } from "../validation.ts";
import { instantiateRdkit } from "./rdkit.ts";
import { readLigand } from "./reading.ts";

/** A ligand to read. */
export interface LigandTask {
  readonly structure: string;
  readonly drawn: boolean;
}

/** What the thread says: that it is ready, and then what each ligand is. */
export type LigandReport =
  | { readonly ready: true }
  | {
      readonly ready: false;
      readonly validation: LigandValidation;
      /** Memory that RDKit has taken so far. */
      readonly bytes: number;
    };

const port = parentPort!;
const rdkit = await instantiateRdkit(workerData as WebAssembly.Module);
// The first molecule takes 50 times as long as the next.
readLigand(rdkit, "C[C@H](N)C(=O)Oc1ccccc1", true);

port.on("message", ({ structure, drawn }: LigandTask) => {
  const validation = readLigand(rdkit, structure, drawn);
  port.postMessage({ ready: false, validation, bytes: rdkit.bytes() } satisfies LigandReport);
});
port.postMessage({ ready: true } satisfies LigandReport);
