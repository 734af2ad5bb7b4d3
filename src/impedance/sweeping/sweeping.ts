/** The kind of job that sweeps: it ranks a grid, writes the dataset, and registers it. */
import { JobFailure } from "#src/jobs/failure.ts";
import { type Attempt, defineKind, type Finished, type Kind } from "#src/jobs/kind.ts";
import { BlobExistsError, type Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database, Session } from "#src/storage/database.ts";
import { DatabaseAwayError } from "#src/storage/failure.ts";
import retort from "../../../package.json" with { type: "json" };
import { datasetKey } from "../datasets/names.ts";
import { registerDataset } from "../datasets/registration.ts";
import type { SweepLimits } from "../sweep-fields.ts";
import { toSweep } from "../to-sweep.ts";
import { spectraBytes } from "./archive.ts";
import { rankDataset } from "./dataset.ts";
import { datasetOf, resultOf } from "./findings.ts";
import { keepIfHeld, removeLeftover, submittedAt } from "./hold.ts";
import { type KeptRequest, keptRequest } from "./kept-request.ts";
import { rankingReporter, writingReporter } from "./progress.ts";
import type { Sweeper } from "./sweeper.ts";

/** What sweeps need. */
export interface SweepContext {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly sweeper: Sweeper;
  readonly limits: SweepLimits;
}

/** The kind `sweep`. An attempt begins anew: what one before it has left of a file is removed first. */
export function sweeping(context: SweepContext): Kind {
  return defineKind<KeptRequest>({
    name: "sweep",
    request: keptRequest(context.limits),
    concurrency: 2,
    timeoutSeconds: 6 * 3600,
    maxAttempts: 3,
    run: (request, attempt) => sweepOnce(request, attempt, context),
  });
}

async function sweepOnce(
  request: KeptRequest,
  { job, owner, attempt, signal, report, engine }: Attempt<never>,
  { database, blobs, sweeper, limits }: SweepContext,
): Promise<Finished> {
  const began = performance.now();
  engine("Retort", retort.version);
  const { filename, columns, compression } = request;
  const key = datasetKey("user_generated", filename);
  const making = { database, blobs, job, attempt, key };
  await removeLeftover(making);

  const sweep = toSweep(request, limits);
  const created = await submittedAt(database, job);
  await using run = await sweeper.start(sweep, signal);
  const { outcome, metadata, bytes } = await rankDataset(
    run,
    { request, sweep, filename, location: "user_generated", created },
    {
      ranked: rankingReporter(sweep.grid.size, report),
      written: writingReporter(spectraBytes(sweep, columns), compression, report),
    },
  );
  const identifiability = outcome.best && (await run.identify(outcome.best.parameters));
  const written = await blobs.write(key, bytes, { signal }).catch((error: unknown) => {
    throw error instanceof BlobExistsError ? nameTaken(filename, attempt, error) : error;
  });
  await keepIfHeld(making);

  const seconds = (performance.now() - began) / 1000;
  const found = { request, sweep, outcome, identifiability, metadata, written };
  return {
    result: resultOf(found, seconds),
    async commit(session: Session) {
      try {
        await registerDataset(session, datasetOf(found, { job, owner }));
      } catch (error) {
        // The job's row is held: nobody else writes the file now. A lost connection is tried again.
        if (!(error instanceof DatabaseAwayError)) await blobs.delete(key);
        throw error;
      }
    },
  };
}

/** At the first attempt the file is somebody's; later it may be an earlier attempt's that still ran. */
function nameTaken(filename: string, attempt: number, cause: BlobExistsError): JobFailure {
  return new JobFailure(
    "name_taken",
    `There is a file ${filename} by now, which is not this sweep's.`,
    { cause, retry: attempt > 1 },
  );
}
