/** Reads the ligands of a screen: thousands, in order, a few at a time, each molecule once. */
import type { LigandEntry } from "../ligand-list.ts";
import type { LigandValidation } from "../validation.ts";
import type { LigandReader } from "./reader.ts";

/** A ligand of a screen, read. */
export interface ScreenedLigand {
  readonly entry: LigandEntry;
  readonly validation: LigandValidation;
  /** The entry that is the same molecule by its canonical SMILES, and comes first; if there is one. */
  readonly sameAs?: LigandEntry;
}

/** Ligands that a thread reads together: some 10 ms of work, beside which a message is little. */
const TOGETHER = 10;

/**
 * Reads ligands in the order they are given. Few are in hand at once, so that others who ask the
 * reader wait for few, and what is not asked for is not read.
 * @param firsts the first entry of each molecule that was read before, by canonical SMILES; those that
 *   are read now are added
 */
export async function* screenLigands(
  reader: Pick<LigandReader, "threads" | "readAll">,
  entries: Iterable<LigandEntry> | AsyncIterable<LigandEntry>,
  firsts: Map<string, LigandEntry> = new Map(),
): AsyncGenerator<ScreenedLigand, void, void> {
  // What every thread reads, and what one of them reads next.
  const most = reader.threads + 1;
  const pending: Promise<ScreenedLigand[]>[] = [];
  let gathered: LigandEntry[] = [];
  const begin = () => {
    const together = gathered;
    gathered = [];
    const reading = readTogether(reader, together);
    // One that fails after the reader of this has gone is nobody's.
    reading.catch(() => {});
    pending.push(reading);
  };
  const settled = async () => (await pending.shift()!).map((ligand) => besideFirst(ligand, firsts));
  for await (const entry of entries) {
    gathered.push(entry);
    if (gathered.length < TOGETHER) continue;
    begin();
    if (pending.length === most) yield* await settled();
  }
  if (gathered.length > 0) begin();
  while (pending.length > 0) yield* await settled();
}

async function readTogether(
  reader: Pick<LigandReader, "readAll">,
  entries: readonly LigandEntry[],
): Promise<ScreenedLigand[]> {
  const structures = entries.map(({ structure }) => structure);
  const validations = await reader.readAll(structures, "screened");
  return entries.map((entry, index) => ({ entry, validation: validations[index]! }));
}

/** The ligand with the first that is the same, or noted as a first itself. */
function besideFirst(ligand: ScreenedLigand, firsts: Map<string, LigandEntry>): ScreenedLigand {
  const { entry, validation } = ligand;
  if (!validation.valid) return ligand;
  const sameAs = firsts.get(validation.canonical_smiles);
  if (sameAs !== undefined) return { ...ligand, sameAs };
  firsts.set(validation.canonical_smiles, entry);
  return ligand;
}
