/** Finds contacts, and lays molecules out, in a thread: both may think for seconds. */
import type { Contact } from "../result.ts";
import { ContactError } from "./failure.ts";
import type { Molecule } from "./molecule.ts";
import type { ContactQuestion } from "./structure.ts";
import { createContactThread } from "./thread.ts";
import type { ContactReport } from "./worker.ts";

/** Finds contacts. */
export interface ContactFinder {
  /**
   * The contacts of a ligand in a predicted structure: by kind, the shortest first.
   * @param signal gives up
   * @throws ContactError, in words for whoever asked, when they cannot be computed; the signal's reason
   */
  find(question: ContactQuestion, signal?: AbortSignal): Promise<Contact[]>;
  /**
   * A molecule with the places of its atoms in a drawing, always the same.
   * @param smiles one that RDKit has found good
   * @param signal gives up
   * @throws ContactError when it cannot be read; the signal's reason
   */
  layOut(smiles: string, signal?: AbortSignal): Promise<Molecule>;
  /**
   * Says that something will be asked: the thread starts at once, in the background, and is there until
   * a minute after this was disposed of. Never throws: one that does not start is told by what asks.
   */
  hold(): Disposable;
  /** Ends the thread. What waits is rejected. */
  close(): Promise<void>;
}

/** Makes a finder. Its thread starts when it is needed. */
export function createContactFinder(): ContactFinder {
  const { ask, hold, close } = createContactThread();
  return {
    async find(question, signal) {
      const report = await ask({ contactsOf: question }, signal);
      if ("contacts" in report) return report.contacts;
      throw errorOf(report, "Mol* cannot read the structure.");
    },
    async layOut(smiles, signal) {
      const report = await ask({ layoutOf: smiles }, signal);
      if ("molecule" in report) return report.molecule;
      throw errorOf(report, "OpenChemLib cannot read the ligand.");
    },
    hold,
    close,
  };
}

function errorOf(report: ContactReport, words: string): ContactError {
  if ("refused" in report) return new ContactError(report.refused);
  return new ContactError(words, { cause: "failed" in report ? report.failed : report });
}
