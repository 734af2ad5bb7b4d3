/** The thread that finds contacts and lays molecules out, one at a time: each may think for seconds. */
import { Console } from "node:console";
import { Writable } from "node:stream";
import { parentPort } from "node:worker_threads";
import type { Contact } from "../result.ts";
import { ContactError } from "./failure.ts";
import { findContacts } from "./finding.ts";
import { type Molecule, readMolecule } from "./molecule.ts";
import type { ContactQuestion } from "./structure.ts";

/** What the thread is asked. */
export type ContactTask =
  | { readonly contactsOf: ContactQuestion }
  | {
      /** The SMILES of a molecule that is to be laid out. */
      readonly layoutOf: string;
    };

/** What the thread says of a task. */
export type ContactReport =
  | { readonly contacts: Contact[] }
  | { readonly molecule: Molecule }
  | {
      /** Why there are none, for whoever asked. */
      readonly refused: string;
    }
  | {
      /** What Mol* or OpenChemLib threw. */
      readonly failed: unknown;
    };

const port = parentPort!;
// Mol* writes pieces of what it cannot read to the console. They are nobody's log.
const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
globalThis.console = new Console(nowhere, process.stderr);

async function report(task: ContactTask): Promise<ContactReport> {
  try {
    if ("contactsOf" in task) return { contacts: await findContacts(task.contactsOf) };
    return { molecule: readMolecule(task.layoutOf, true) };
  } catch (error) {
    return error instanceof ContactError ? { refused: error.message } : { failed: error };
  }
}

port.on("message", async (task: ContactTask) => {
  port.postMessage(await report(task));
});
