/** The order of a screen's ligands, and which rank each has. */
import type { Session } from "#src/storage/database.ts";
import type { ScreenLigandState } from "../screen.ts";

/** Which ligands, and in which order. */
export interface LigandOrder {
  readonly order: "rank" | "place";
  /** Default: whatever their state. */
  readonly state?: ScreenLigandState | undefined;
  /** Place of a ligand; only those after it, in this order. Default: all. */
  readonly after?: number | undefined;
  /** Default: as many as there are. */
  readonly limit?: number;
}

/** A ligand's place, and its rank if it has one. A duplicate has that of its first. */
export interface RankedPlace {
  readonly place: number;
  readonly rank: number | undefined;
}

/** More than any rank. */
const unranked = Number.MAX_SAFE_INTEGER;

interface StandingRow {
  readonly place: number;
  readonly state: ScreenLigandState;
  readonly same_as: number | null;
  readonly value: number | null;
}

/** The places of ligands in an order. One without a rank comes last; nothing comes after a place that is none. */
export async function placesOf(
  session: Session,
  screen: string,
  { order, state, after, limit }: LigandOrder,
): Promise<RankedPlace[]> {
  const rows = await standings(session, screen);
  const ranks = ranksOf(rows);
  const listed = rows.map(({ place, state, same_as }) => ({
    place,
    state,
    rank: ranks.get(same_as ?? place),
  }));
  // The sort is stable: where ranks are equal, or there are none, the places' order stays.
  if (order === "rank") listed.sort((a, b) => (a.rank ?? unranked) - (b.rank ?? unranked));
  const index = listed.findIndex(({ place }) => place === after);
  if (after !== undefined && index < 0) return [];
  return listed
    .slice(index + 1)
    .filter((ligand) => state === undefined || ligand.state === state)
    .slice(0, limit)
    .map(({ place, rank }) => ({ place, rank }));
}

/** One ligand's place and rank; undefined if there is none. */
export async function rankedPlace(
  session: Session,
  screen: string,
  place: number,
): Promise<RankedPlace | undefined> {
  const rows = await standings(session, screen);
  const row = rows[place - 1];
  return row && { place, rank: ranksOf(rows).get(row.same_as ?? place) };
}

/** All ligands in the order of their places. Ranked here: without statistics Postgres takes seconds for the join. */
async function standings(session: Session, screen: string): Promise<StandingRow[]> {
  const { rows } = await session.query<StandingRow>(
    `select place, state, same_as, affinity_pred_value as value
     from public.screen_ligands where screen = $1 order by place`,
    [screen],
  );
  return rows;
}

/** Ranks of those that were predicted, by their places. */
function ranksOf(rows: readonly StandingRow[]): Map<number, number> {
  const predicted = rows.filter(({ state }) => state === "completed");
  predicted.sort((a, b) => a.value! - b.value!);
  return new Map(predicted.map(({ place }, index) => [place, index + 1]));
}
