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

/**
 * Reads ligands in the order they are given. Few are in hand at once, so that others who ask the
 * reader wait for few, and what is not asked for is not read.
 * @param firsts the first entry of each molecule that was read before, by canonical SMILES; those that
 *   are read now are added
 */
export async function* screenLigands(
  reader: LigandReader,
  entries: Iterable<LigandEntry>,
  firsts: Map<string, LigandEntry> = new Map(),
): AsyncGenerator<ScreenedLigand, void, void> {
  const ahead = reader.threads * 2;
  const pending: Promise<Omit<ScreenedLigand, "sameAs">>[] = [];
  const settled = async () => {
    const { entry, validation } = await pending.shift()!;
    if (!validation.valid) return { entry, validation };
    const sameAs = firsts.get(validation.canonical_smiles);
    if (sameAs !== undefined) return { entry, validation, sameAs };
    firsts.set(validation.canonical_smiles, entry);
    return { entry, validation };
  };
  for (const entry of entries) {
    const reading = reader
      .read(entry.structure, false)
      .then((validation) => ({ entry, validation }));
    // One that fails after the reader of this has gone is nobody's.
    reading.catch(() => {});
    pending.push(reading);
    if (pending.length > ahead) yield await settled();
  }
  while (pending.length > 0) yield await settled();
}
