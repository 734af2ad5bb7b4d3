/** Molecules with RDKit's figures of them, and a reader shared by a file's tests. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { createLigandReader, type LigandReader } from "#src/affinity/ligand/reader.ts";
import type { LigandDescriptors } from "#src/affinity/validation.ts";

/** One molecule and what RDKit for Python says of it. */
export interface KnownMolecule {
  readonly name: string;
  readonly smiles: string;
  readonly canonical_smiles: string;
  readonly inchi_key: string;
  readonly formula: string;
  /** Whether Boltz takes charges of it away. */
  readonly neutralised: boolean;
  readonly descriptors: Omit<LigandDescriptors, "rule_of_five_violations">;
}

/** The content of a file of `test/fixtures/affinity`. */
export function affinityFixture(file: string): unknown {
  const path = join(import.meta.dirname, "../fixtures/affinity", file);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** A reader that is closed after the file's tests. */
export function readerForTests(threads: number): LigandReader {
  const reader = createLigandReader(threads);
  after(() => reader.close());
  return reader;
}
