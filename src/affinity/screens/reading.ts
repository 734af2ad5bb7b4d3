/** The first part of a screen: every ligand is read before any is predicted. */

import { type Holder, whileHeld } from "#src/jobs/hold.ts";
import type { Database, Session } from "#src/storage/database.ts";
import type { LigandReader } from "../ligand/reader.ts";
import { type ScreenedLigand, screenLigands } from "../ligand/screening.ts";
import type { LigandEntry } from "../ligand-list.ts";
import { ligandsIn } from "./given.ts";

/** Ligands that are read from the database, and written to it, at once. */
const PORTION = 100;

/** What reading needs. */
export interface ReadingContext {
  readonly database: Database;
  readonly reader: Pick<LigandReader, "threads" | "readAll">;
  readonly holder: Holder;
  /** Told how many of this screen were read by now, by whatever attempt. */
  readonly read: (count: number) => void;
}

/**
 * Reads the ligands that none has read yet: those that cannot be predicted are rejected with the
 * reasons, those that are the same as one before them say so, the others wait.
 */
export async function readLigands(screen: string, context: ReadingContext): Promise<void> {
  const { database, reader, holder, read } = context;
  const { firsts, count } = await readBefore(database, screen);
  let done = count;
  read(done);
  let screened: ScreenedLigand[] = [];
  // The threads read on while a portion is written.
  let written: Promise<void> = Promise.resolve();
  const write = async () => {
    const portion = screened;
    screened = [];
    await written;
    written = whileHeld(database, holder, (session) => writeRead(session, screen, portion));
    // Whoever awaits it is told.
    written.catch(() => {});
  };
  try {
    for await (const ligand of screenLigands(reader, entriesOf(database, screen), firsts)) {
      holder.signal.throwIfAborted();
      screened.push(ligand);
      forgetStructure(firsts, ligand);
      read(++done);
      if (screened.length === PORTION) await write();
    }
    if (screened.length > 0) await write();
  } finally {
    await written;
  }
}

async function* entriesOf(
  database: Database,
  screen: string,
): AsyncGenerator<LigandEntry, void, void> {
  for await (const portion of ligandsIn(database, screen, "given", PORTION)) {
    for (const { place, structure } of portion) yield { line: place, structure };
  }
}

/** What attempts before this one have read. A ligand's line is its place. */
async function readBefore(database: Database, screen: string) {
  const { rows } = await database.query<{ place: number; smiles: string | null }>(
    `select place, case when same_as is null then canonical_smiles end as smiles
     from public.screen_ligands where screen = $1 and state <> 'given'`,
    [screen],
  );
  const firsts = new Map<string, LigandEntry>();
  for (const { place, smiles } of rows) {
    if (smiles !== null) firsts.set(smiles, { line: place, structure: smiles });
  }
  return { firsts, count: rows.length };
}

/** Mol blocks are long, and of a first one only its place is asked for. */
function forgetStructure(
  firsts: Map<string, LigandEntry>,
  { entry, validation, sameAs }: ScreenedLigand,
): void {
  if (!validation.valid || sameAs !== undefined) return;
  const { canonical_smiles: smiles } = validation;
  firsts.set(smiles, { line: entry.line, structure: smiles });
}

async function writeRead(
  session: Session,
  screen: string,
  screened: readonly ScreenedLigand[],
): Promise<void> {
  const rows = screened.map(({ entry, validation, sameAs }) => ({
    place: entry.line,
    state: !validation.valid ? "rejected" : sameAs === undefined ? "waiting" : "duplicate",
    smiles: validation.valid ? validation.canonical_smiles : null,
    sameAs: sameAs?.line ?? null,
    reasons: JSON.stringify(validation.valid ? validation.warnings : validation.errors),
    descriptors: validation.valid ? JSON.stringify(validation.descriptors) : null,
  }));
  // Between which places they are is said for the planner: it knows little of an embedded database's
  // rows, and would compare every ligand of the screen with every one of these.
  await session.query(
    `update public.screen_ligands as ligand set state = found.state, canonical_smiles = found.smiles,
       same_as = found.same_as, reasons = found.reasons::jsonb,
       descriptors = found.descriptors::jsonb
     from unnest($2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[])
       as found (place, state, smiles, same_as, reasons, descriptors)
     where ligand.screen = $1 and ligand.place between $8 and $9 and ligand.place = found.place
       and ligand.state = 'given'`,
    [
      screen,
      rows.map(({ place }) => place),
      rows.map(({ state }) => state),
      rows.map(({ smiles }) => smiles),
      rows.map(({ sameAs }) => sameAs),
      rows.map(({ reasons }) => reasons),
      rows.map(({ descriptors }) => descriptors),
      rows[0]!.place,
      rows.at(-1)!.place,
    ],
  );
}
