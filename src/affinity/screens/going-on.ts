/** Stopping a screen, going on with it, and deleting it. */

import { hasEnded } from "#src/jobs/job.ts";
import { JobStateError, NoSuchJobError } from "#src/jobs/own.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { blobKey } from "#src/storage/blobs/key.ts";
import type { Session } from "#src/storage/database.ts";
import { asUser, continueAsProgram, type Identity } from "#src/storage/identity.ts";
import { screenKind } from "../kinds.ts";
import { refuseMissing } from "../predicting/submission.ts";
import type { Screen } from "../screen.ts";
import type { KeptRequest } from "./kept-request.ts";
import { getScreen, NoSuchScreenError, screenWithin } from "./own.ts";
import type { ScreenSubmitting, SubmittedScreen } from "./submission.ts";

/** A screen is not in a state for what was asked. */
export class ScreenStateError extends Error {
  override readonly name = "ScreenStateError";
  readonly statusCode = 409;
}

/**
 * Stops a screen: what was predicted stays, and it can be resumed.
 * @throws NoSuchScreenError, or ScreenStateError when it is not running
 */
export async function stopScreen(
  { database, jobs }: ScreenSubmitting,
  identity: Identity,
  id: string,
): Promise<Screen> {
  const { job } = await getScreen(database, identity, id);
  if (!isUnderWay(job)) throw new ScreenStateError("The screen is not running.");
  await jobs.cancel(identity, job.job_id).catch((error: unknown) => {
    if (!(error instanceof JobStateError)) throw error;
    throw new ScreenStateError("The screen has just ended.");
  });
  return getScreen(database, identity, id);
}

/**
 * Goes on with a screen, in a job of its own: with what waits, and with what failed and may end better.
 * @throws NoSuchScreenError, or ScreenStateError when it is running, or nothing is left to do;
 *   EngineAwayError, QueueFullError
 */
export async function resumeScreen(
  { database, jobs, screening, engines }: ScreenSubmitting,
  identity: Identity,
  id: string,
): Promise<SubmittedScreen> {
  const { engine, name, ligands } = await getScreen(database, identity, id);
  await refuseMissing(engines, engine);
  return asUser(database, identity, async (session) => {
    // Who else resumes it waits here, and then finds it running.
    await session.query("select from public.screens where id = $1 for update", [id]);
    const { job } = await screenWithin(session, id);
    if (isUnderWay(job)) throw new ScreenStateError("The screen is running.");
    if (!(await hasMore(session, id))) {
      throw new ScreenStateError("Nothing of the screen is left to predict.");
    }
    const request: KeptRequest = { screen: id, engine, name, ligands };
    const submitted = await jobs.submitWithin(session, { kind: screening, request });
    await session.query("update public.screens set job = $2 where id = $1", [id, submitted.job.id]);
    await session.query(
      `update public.screen_ligands set state = 'waiting', error = null where screen = $1 and ${again}`,
      [id],
    );
    return { ...submitted, screen: id };
  });
}

/**
 * Deletes a screen with its ligands and their structures; if it is running it is stopped. Its jobs stay,
 * as jobs that have ended.
 * @throws NoSuchScreenError
 */
export async function deleteScreen(
  { database, jobs, blobs }: ScreenSubmitting & { readonly blobs: Blobs },
  identity: Identity,
  id: string,
): Promise<void> {
  const { job } = await getScreen(database, identity, id);
  if (isUnderWay(job)) await jobs.cancel(identity, job.job_id).catch(unlessOver);
  const files = await asUser(database, identity, async (session) => {
    const { affected } = await session.query("delete from public.screens where id = $1", [id]);
    if (affected === 0) throw new NoSuchScreenError(id);
    await continueAsProgram(session);
    const { rows } = await session.query<{ blob: string }>(
      `delete from public.job_files using public.jobs
       where jobs.id = job_files.job and jobs.kind = $1 and jobs.owner = $2
         and jobs.request ->> 'screen' = $3
       returning blob`,
      [screenKind, identity.claims.sub, id],
    );
    return rows;
  });
  // One that stays behind is nobody's, and is removed with its like.
  await Promise.allSettled(files.map(({ blob }) => blobs.delete(blobKey(blob))));
}

/** A failure that may end better. */
const again = "state = 'failed' and (error ->> 'retriable')::boolean";

async function hasMore(session: Session, id: string): Promise<boolean> {
  const { rows } = await session.query(
    `select from public.screen_ligands
     where screen = $1 and (state in ('given', 'waiting') or ${again}) limit 1`,
    [id],
  );
  return rows.length > 0;
}

function isUnderWay(job: Screen["job"]): job is NonNullable<Screen["job"]> {
  return job !== null && !hasEnded(job.state);
}

function unlessOver(error: unknown): void {
  if (!(error instanceof JobStateError || error instanceof NoSuchJobError)) throw error;
}
