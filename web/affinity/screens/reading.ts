/** A list of ligands as far as its text tells: how many there are, and where one cannot be read. */
import { textFaults } from "#src/affinity/ligand.ts";
import {
  type LigandEntry,
  LigandListError,
  type LigandListFormat,
  parseLigandList,
} from "#src/affinity/ligand-list.ts";

/** What is said of an entry. */
export interface Fault {
  /** Where it is in the list: its line, or its place in JSON, from 1. */
  readonly line: number;
  readonly message: string;
}

/** A list that was read. Which entries are molecules, only the server can tell. */
export interface ReadList {
  readonly count: number;
  /** The first few. */
  readonly first: readonly LigandEntry[];
  /** The first entries that will be rejected, and how many there are. */
  readonly faults: readonly Fault[];
  readonly faulty: number;
  /** How many have the same text as another before. */
  readonly repeated: number;
}

/** A list, or why there is none. */
export type Reading = ReadList | { readonly error: string };

const fewEntries = 5;
const fewFaults = 8;

/** Reads a text. */
export function readList({
  text,
  format,
}: {
  readonly text: string;
  readonly format: LigandListFormat;
}): Reading {
  try {
    return judged(parseLigandList(text, format));
  } catch (error) {
    if (error instanceof LigandListError) return { error: error.message };
    throw error;
  }
}

function judged(entries: readonly LigandEntry[]): ReadList {
  const faults = entries.flatMap(({ structure, line }) => {
    const [fault] = textFaults(structure);
    return fault === undefined ? [] : [{ line, message: fault.message }];
  });
  return {
    count: entries.length,
    first: entries.slice(0, fewEntries),
    faults: faults.slice(0, fewFaults),
    faulty: faults.length,
    repeated: entries.length - new Set(entries.map(({ structure }) => structure)).size,
  };
}
