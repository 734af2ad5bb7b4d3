/** The ligands of a screen as they were given: written with it, and read in portions. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Session } from "#src/storage/database.ts";
import type { LigandEntry } from "../ligand-list.ts";

/** Most rows, and characters, of one statement: an embedded database holds everybody up meanwhile. */
const most = { rows: 250, characters: 500_000 };

/** Writes ligands, in the order of the list, as the program. Others have a turn between statements. */
export async function insertGiven(
  session: Session,
  screen: string,
  entries: readonly LigandEntry[],
): Promise<void> {
  let written = 0;
  for (const portion of portionsOf(entries)) {
    await session.query(
      `insert into public.screen_ligands (screen, place, name, structure)
       select $1, given.place, given.name, given.structure
       from unnest($2::int[], $3::text[], $4::text[]) as given (place, name, structure)`,
      [
        screen,
        portion.map((_, index) => written + index + 1),
        portion.map(({ name = "" }) => name),
        portion.map(({ structure }) => structure),
      ],
    );
    written += portion.length;
    await nextTurn();
  }
}

function* portionsOf(entries: readonly LigandEntry[]): Generator<LigandEntry[]> {
  let portion: LigandEntry[] = [];
  let characters = 0;
  for (const entry of entries) {
    if (portion.length === most.rows || characters >= most.characters) {
      yield portion;
      portion = [];
      characters = 0;
    }
    portion.push(entry);
    characters += entry.structure.length;
  }
  if (portion.length > 0) yield portion;
}

/** A ligand of a screen that something is still to be done with. */
export interface OpenLigand {
  readonly place: number;
  readonly name: string;
  readonly structure: string;
}

/** Ligands in a state, in the order of the list, a few at a time. */
export async function* ligandsIn(
  session: Session,
  screen: string,
  state: "given" | "waiting",
  portion: number,
): AsyncGenerator<OpenLigand[], void, void> {
  let after = 0;
  for (;;) {
    const { rows } = await session.query<OpenLigand>(
      `select place, name, structure from public.screen_ligands
       where screen = $1 and state = $2 and place > $3 order by place limit $4`,
      [screen, state, after, portion],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.place;
    yield rows;
  }
}
