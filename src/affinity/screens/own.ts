/** A user's own screens: list them, look at one. The policies decide what is theirs. */
import { statusOf } from "#src/jobs/state.ts";
import { percentOf } from "#src/jobs/telling.ts";
import { cursorOf, type Place } from "#src/schema/cursor.ts";
import type { Database, Session } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import type { Screen, ScreenPage } from "../screen.ts";
import type { ScreenOptions } from "../screen-request.ts";
import { countsInSql, countsOf } from "./counts.ts";

/** There is no such screen, or it is somebody else's. */
export class NoSuchScreenError extends Error {
  override readonly name = "NoSuchScreenError";
  readonly statusCode = 404;

  constructor(id: string) {
    super(`There is no screen ${id}, or it is not yours.`);
  }
}

/** Which page of the screens. */
export interface ScreenPageOptions {
  readonly limit: number;
  /** Where the page before ended. Default: the first page. */
  readonly cursor?: Place | undefined;
}

// What a job that was completed has counted has not changed since: to count tens of thousands of rows for
// a list would hold everybody up. Nor is an alignment read, which has megabytes.
const columns = `screens.id, screens.name, screens.ligands, screens.created_at, screens.request,
  case when screens.msa is null then null when octet_length(screens.msa) > 5 then 'given'
    else 'empty' end as msa,
  jobs.id as job, jobs.state, jobs.progress, jobs.estimated_completion, jobs.message, jobs.error,
  jobs.created_at as submitted_at,
  jobs.started_at, jobs.finished_at,
  case when jobs.state = 'completed' then jobs.result -> 'counts' else ${countsInSql} end as counts`;
const tables = "public.screens left join public.jobs on jobs.id = screens.job";

interface ScreenRow extends Pick<Screen, "name" | "ligands"> {
  readonly id: string;
  readonly created_at: Date;
  readonly request: Omit<ScreenOptions, "msa">;
  readonly msa: "given" | "empty" | null;
  readonly job: string | null;
  readonly state: NonNullable<Screen["job"]>["state"];
  /** 0 … 1. */
  readonly progress: number;
  readonly estimated_completion: Date | null;
  readonly message: string;
  readonly error: NonNullable<Screen["job"]>["error"];
  readonly submitted_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly counts: Partial<Screen["counts"]> | null;
}

/** A page of a user's screens, the newest first, whatever came or went since the page before. */
export async function listScreens(
  database: Database,
  identity: Identity,
  { limit, cursor }: ScreenPageOptions,
): Promise<ScreenPage> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<ScreenRow & Pick<Place, "microseconds">>(
      `select ${columns}, (extract(epoch from screens.created_at) * 1000000)::bigint as microseconds
       from ${tables}
       where screens.owner = auth.uid() and ($1::bigint is null or (screens.created_at, screens.id)
         < (timestamptz 'epoch' + $1 * interval '1 microsecond', $2::uuid))
       order by screens.created_at desc, screens.id desc limit $3`,
      // One more than asked for shows whether there is a next page.
      [cursor?.microseconds ?? null, cursor?.id ?? null, limit + 1],
    ),
  );
  const page = rows.slice(0, limit);
  return {
    screens: page.map(toScreen),
    next: rows.length > limit ? cursorOf(page.at(-1)!) : null,
  };
}

/** @throws NoSuchScreenError */
export async function getScreen(
  database: Database,
  identity: Identity,
  id: string,
): Promise<Screen> {
  return asUser(database, identity, (session) => screenWithin(session, id));
}

/**
 * A screen, in a transaction that is the user's.
 * @throws NoSuchScreenError
 */
export async function screenWithin(session: Session, id: string): Promise<Screen> {
  const { rows } = await session.query<ScreenRow>(
    `select ${columns} from ${tables} where screens.id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw new NoSuchScreenError(id);
  return toScreen(row);
}

function toScreen(row: ScreenRow): Screen {
  const { protein, engine, ...options } = row.request;
  return {
    screen_id: row.id,
    name: row.name,
    protein,
    options: { ...options, ...(row.msa !== null && { msa: row.msa }) },
    engine,
    ...(engine === "demonstration" && { simulated: true as const }),
    ligands: row.ligands,
    counts: countsOf(row.counts),
    job: row.job === null ? null : jobOf({ ...row, job: row.job }),
    created_at: row.created_at.toISOString(),
  };
}

function jobOf(row: ScreenRow & { readonly job: string }): Screen["job"] {
  const { job, state, message, error } = row;
  return {
    job_id: job,
    state,
    status: statusOf(state),
    progress: percentOf(row.progress),
    estimated_completion: row.estimated_completion?.toISOString() ?? null,
    message,
    error: error && { code: error.code, message: error.message },
    created_at: row.submitted_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
