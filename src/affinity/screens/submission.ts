/** Submitting a screen: its row, its ligands and its job are one transaction. */
import { createHash } from "node:crypto";
import type { Jobs } from "#src/jobs/jobs.ts";
import type { Kind } from "#src/jobs/kind.ts";
import type { Submission, Submitted } from "#src/jobs/submit.ts";
import { BadFieldsError } from "#src/schema/bad-fields.ts";
import type { Database, Session } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { screenKind } from "../kinds.ts";
import { type LigandEntry, LigandListError } from "../ligand-list.ts";
import { type EnginesThere, refuseMissing, requestFaults } from "../predicting/submission.ts";
import {
  type ListedLigands,
  listedLigands,
  predictionOf,
  type ScreenOptions,
} from "../screen-request.ts";
import { insertGiven } from "./given.ts";
import type { KeptRequest } from "./kept-request.ts";

/** Where screens are submitted to. */
export interface ScreenSubmitting {
  readonly database: Database;
  readonly jobs: Jobs;
  /** The kind `screen`. */
  readonly screening: Kind;
  readonly engines: EnginesThere;
}

/** What is submitted. */
export interface ScreenSubmission extends Pick<Submission, "priority" | "idempotencyKey"> {
  readonly options: ScreenOptions;
  readonly list: ListedLigands;
  /** Default: how many ligands. */
  readonly name?: string | undefined;
}

/** What became of it. */
export interface SubmittedScreen extends Submitted {
  readonly screen: string;
}

/**
 * Submits a screen as a user. Its ligands are read by the job.
 * @throws BadFieldsError naming the line of a list that cannot be read, EngineAwayError,
 *   QueueFullError, KeyInUseError
 */
export async function submitScreen(
  { database, jobs, screening, engines }: ScreenSubmitting,
  identity: Identity,
  { options, list, name, ...submission }: ScreenSubmission,
): Promise<SubmittedScreen> {
  const faults = requestFaults(predictionOf(options, "C"), engines);
  if (faults.length > 0) throw new BadFieldsError(faults);
  const entries = entriesOf(list);
  await refuseMissing(engines, options.engine);
  const called = name ?? (entries.length === 1 ? "1 ligand" : `${entries.length} ligands`);
  const asked = digestOf([called, options, entries]);
  return asUser(database, identity, async (session) => {
    const before = await screenBefore(session, submission.idempotencyKey);
    const screen = before ?? (await insertScreen(session, called, options, entries.length));
    const { engine } = options;
    const request: KeptRequest = { screen, engine, name: called, ligands: entries.length, asked };
    const submitted = await jobs.submitWithin(session, { ...submission, kind: screening, request });
    if (submitted.isNew) {
      await insertGiven(session, screen, entries);
      await session.query("update public.screens set job = $2 where id = $1", [
        screen,
        submitted.job.id,
      ]);
    }
    return { ...submitted, screen };
  });
}

function entriesOf(list: ListedLigands): LigandEntry[] {
  try {
    return listedLigands(list);
  } catch (error) {
    if (!(error instanceof LigandListError)) throw error;
    throw new BadFieldsError([{ path: "ligands", message: error.message }]);
  }
}

function digestOf(asked: unknown): string {
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

/** The screen that was submitted with the same key. Of two submissions at once the later waits here. */
async function screenBefore(
  session: Session,
  idempotencyKey: string | undefined,
): Promise<string | undefined> {
  if (idempotencyKey === undefined) return undefined;
  await session.query("select pg_advisory_xact_lock(hashtextextended(auth.uid()::text || $1, 0))", [
    idempotencyKey,
  ]);
  const { rows } = await session.query<{ screen: string }>(
    `select request ->> 'screen' as screen from public.jobs
     where owner = auth.uid() and kind = $1 and idempotency_key = $2`,
    [screenKind, idempotencyKey],
  );
  return rows[0]?.screen;
}

async function insertScreen(
  session: Session,
  name: string,
  options: ScreenOptions,
  ligands: number,
): Promise<string> {
  const { msa = null, ...request } = options;
  const { rows } = await session.query<{ id: string }>(
    `insert into public.screens (name, request, msa, ligands) values ($1, $2::jsonb, $3, $4)
     returning id`,
    [name, JSON.stringify(request), msa, ligands],
  );
  return rows[0]!.id;
}
