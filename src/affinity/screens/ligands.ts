/** The ligands of a screen as they are told: what is known of each. */
import type { Session } from "#src/storage/database.ts";
import type { Engine } from "../request.ts";
import type { ScreenLigand, ScreenLigandDetail, ScreenLigandState } from "../screen.ts";
import { affinityUnits } from "../units.ts";
import { placesOf, type RankedPlace, rankedPlace } from "./ranking.ts";
import { fileNameOf } from "./writing.ts";

type Figures = Pick<
  ScreenLigand,
  "affinity_pred_value" | "affinity_probability_binary" | "spread" | "confidence_score"
>;
type Nullable<Shape> = { readonly [Name in keyof Shape]-?: Exclude<Shape[Name], undefined> | null };

interface LigandRow
  extends Nullable<
    Figures &
      Pick<ScreenLigand, "smiles" | "canonical_smiles" | "same_as" | "descriptors" | "error">
  > {
  readonly place: number;
  readonly name: string;
  readonly state: ScreenLigandState;
  readonly reasons: ScreenLigand["reasons"];
  readonly first: number;
  readonly job: string | null;
  readonly has_file: boolean;
}

// Of a mol block the SMILES is what RDKit read. A duplicate's figures are those of its first.
const columns = `ligand.place, ligand.name, ligand.state, ligand.same_as, ligand.canonical_smiles,
  case when ligand.structure ~ '(?n)^M  END' then ligand.canonical_smiles
    else left(ligand.structure, 500) end as smiles,
  ligand.reasons, ligand.descriptors, ligand.error, first.place as first,
  first.affinity_pred_value, first.affinity_probability_binary,
  (first.result ->> 'spread')::double precision as spread,
  (first.result ->> 'confidence_score')::double precision as confidence_score,
  first.result ->> 'job_id' as job,
  exists (
    select from public.job_files where job = (first.result ->> 'job_id')::uuid
      and job_files.name = first.place || '.cif'
  ) as has_file`;

const tables = `public.screen_ligands as ligand join public.screen_ligands as first
  on first.screen = ligand.screen and first.place = coalesce(ligand.same_as, ligand.place)`;

/** The ligands at places, in the order of the places; those that are gone are left out. */
export async function ligandsAt(
  session: Session,
  screen: string,
  places: readonly RankedPlace[],
  engine: Engine,
): Promise<ScreenLigand[]> {
  const { rows } = await session.query<LigandRow>(
    `select ${columns} from ${tables} where ligand.screen = $1 and ligand.place = any($2::int[])`,
    [screen, places.map(({ place }) => place)],
  );
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return places.flatMap(({ place, rank }) => {
    const row = byPlace.get(place);
    return row === undefined ? [] : [toLigand(row, rank, engine)];
  });
}

/** One ligand with all that its prediction found; undefined if there is none at that place. */
export async function ligandDetail(
  session: Session,
  screen: string,
  place: number,
  engine: Engine,
): Promise<ScreenLigandDetail | undefined> {
  const ranked = await rankedPlace(session, screen, place);
  const [ligand] = await ligandsAt(session, screen, ranked === undefined ? [] : [ranked], engine);
  if (ligand === undefined) return undefined;
  const { rows } = await session.query<{ result: ScreenLigandDetail["result"] | null }>(
    `select first.result from ${tables} where ligand.screen = $1 and ligand.place = $2`,
    [screen, place],
  );
  const result = rows[0]?.result ?? null;
  // Its file went with the job that made it, when that was too old to be kept.
  const isFileGone = result !== null && ligand.files === undefined;
  return withoutNulls({ ...ligand, result: isFileGone ? { ...result, structures: [] } : result });
}

/** Those that bind tightest, so many at most. */
export async function bestOf(
  session: Session,
  screen: string,
  engine: Engine,
  most: number,
): Promise<ScreenLigand[]> {
  const order = { order: "rank", state: "completed", limit: most } as const;
  return ligandsAt(session, screen, await placesOf(session, screen, order), engine);
}

function toLigand(row: LigandRow, rank: number | undefined, engine: Engine): ScreenLigand {
  const { first, job, has_file, ...known } = row;
  const { affinity_pred_value: y } = row;
  const name = fileNameOf(first);
  return withoutNulls({
    ...known,
    rank: rank ?? null,
    ...(y !== null && affinityUnits(y)),
    engine,
    simulated: engine === "demonstration" ? true : null,
    files: has_file ? [{ name, url: `/jobs/${job}/files/${name}` }] : null,
  });
}

/** The same without what is null: what was not computed is absent. */
function withoutNulls<Shape extends object>(shape: Shape) {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== null)) as {
    [Name in keyof Shape]: Exclude<Shape[Name], null>;
  };
}
