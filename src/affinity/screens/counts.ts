/** How many ligands of a screen are in which state. */
import type { Session } from "#src/storage/database.ts";
import { type Screen, type ScreenLigandState, screenLigandStates } from "../screen.ts";

/** Ligands by their state. */
export type Counts = Screen["counts"];

/** SQL of the counts of `screens.id` as JSON, in which states that no ligand has are left out. */
export const countsInSql = `(
  select jsonb_object_agg(counted.state, counted.ligands) from (
    select state, count(*)::int as ligands from public.screen_ligands
    where screen = screens.id group by state
  ) as counted
)`;

/** Those counts, whole. */
export function countsOf(found: Partial<Counts> | null): Counts {
  const entries = screenLigandStates.map((state) => [state, found?.[state] ?? 0] as const);
  return Object.fromEntries(entries) as Record<ScreenLigandState, number>;
}

/** The counts of a screen that is there. */
export async function countLigands(session: Session, screen: string): Promise<Counts> {
  const { rows } = await session.query<{ counts: Partial<Counts> | null }>(
    `select ${countsInSql} as counts from public.screens where id = $1`,
    [screen],
  );
  return countsOf(rows[0]?.counts ?? null);
}
