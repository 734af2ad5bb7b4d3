/** The kind of job `screen`: one protein, many ligands; the rows of the ligands are what it has done. */
import { JobFailure, JobNotHere } from "#src/jobs/failure.ts";
import { type Attempt, defineKind, type Finished, type Kind } from "#src/jobs/kind.ts";
import type { JobLog } from "#src/jobs/log.ts";
import type { Database } from "#src/storage/database.ts";
import { screenKind } from "../kinds.ts";
import { isDemonstration, type PredictionService } from "../predicting/prediction.ts";
import { screenResult } from "../screen.ts";
import { type ScreenOptions, screenOptions } from "../screen-request.ts";
import { countLigands } from "./counts.ts";
import { ligandsIn, type OpenLigand } from "./given.ts";
import { type KeptRequest, keptRequest } from "./kept-request.ts";
import { inLanes } from "./lanes.ts";
import { bestOf } from "./ligands.ts";
import { predictLigand, type Report } from "./predictions.ts";
import { readingShare, tellPredictions } from "./progress.ts";
import { readLigands } from "./reading.ts";

/** What screens need. */
export interface ScreeningService
  extends Omit<PredictionService, "concurrency" | "timeoutSeconds"> {
  /** Predictions in hand at once: twice as many as share a process keep it busy. */
  readonly window: number;
  readonly log: JobLog;
  /** Seconds after which an attempt begins nothing more, and the next goes on. Default 80,000. */
  readonly shiftSeconds?: number;
}

/** Longest that an attempt goes on with what it has in hand: a job may take 86,400 s. */
const LONGEST_SECONDS = 85_000;
/** Jobs of one worker at once. They share the engine: more would only take turns. */
const CONCURRENCY = 2;
/** Rows that are read from the database at once. */
const PORTION = 100;
/** Ligands that the job's result tells. */
const BEST = 20;

/** Defines the kind. A worker that dies loses what it had in hand: the next goes on with the rest. */
export function screening(service: ScreeningService): Kind {
  return defineKind<KeptRequest>({
    name: screenKind,
    progressTold: "percent",
    request: keptRequest,
    concurrency: CONCURRENCY,
    isQuick: isDemonstration,
    timeoutSeconds: 86_400,
    // Those of a screen that takes days: nothing is done again.
    maxAttempts: 10,
    run: (request, attempt) =>
      screenOnce(service, request, { ...attempt, report: reportOf(request, attempt) }),
  });
}

/** What the job says of invented numbers says that they are, wherever it is read. */
function reportOf({ engine }: KeptRequest, { report }: Attempt<never>): Attempt<never>["report"] {
  if (engine !== "demonstration") return report;
  return (progress, message, secondsLeft) =>
    report(progress, message && `Demonstration, invented: ${message}`, secondsLeft);
}

async function screenOnce(
  service: ScreeningService,
  { screen, engine }: KeptRequest,
  attempt: Attempt<never>,
): Promise<Finished> {
  const { database, reader } = service;
  const options = await optionsOf(database, screen, attempt.job);
  const { given, ...rest } = await countLigands(database, screen);
  const all = Object.values(rest).reduce((sum, count) => sum + count, given);
  await readLigands(screen, {
    database,
    reader,
    holder: attempt,
    read: (count) =>
      attempt.report(readingShare * (count / all), `${count} of ${all} ligands read`),
  });
  await predictAll(service, screen, options, attempt);
  const counts = await countLigands(database, screen);
  const best = await bestOf(database, screen, engine, BEST);
  const simulated = engine === "demonstration" ? { simulated: true } : {};
  // Of the best the schema takes what a summary tells.
  return { result: screenResult.parse({ screen_id: screen, ...simulated, counts, best }) };
}

async function predictAll(
  service: ScreeningService,
  screen: string,
  options: ScreenOptions,
  attempt: Attempt<never>,
): Promise<void> {
  const { database, aligning, contacts, window, shiftSeconds = 80_000 } = service;
  const { owner, signal } = attempt;
  const { waiting, completed, failed, rejected } = await countLigands(database, screen);
  if (waiting + completed + failed === 0) {
    const none =
      rejected === 1
        ? "The ligand cannot be predicted, and says why"
        : `None of the ${rejected} ligands can be predicted; each says why`;
    attempt.report(1, none);
  }
  if (waiting === 0) return;
  using _ = contacts.hold();
  const alignment = await aligning(options, attempt);
  const done = completed + failed;
  const [first] = await bestOf(database, screen, options.engine, 1);
  const ic50 = first?.ic50_nm;
  const best = first && ic50 !== undefined ? { ...first, ic50_nm: ic50 } : undefined;
  const progress = tellPredictions({ done, all: done + waiting, best }, attempt.report);
  const context = { ...service, screen, options, alignment, holder: attempt, owner };
  const endOfShift = performance.now() + shiftSeconds * 1000;

  async function* ligands(): AsyncGenerator<OpenLigand, void, void> {
    for await (const portion of ligandsIn(database, screen, "waiting", PORTION)) {
      for (const ligand of portion) {
        if (performance.now() >= endOfShift) return;
        yield ligand;
      }
    }
  }

  // What is in hand then is predicted again by the next attempt: it is little, and days have passed.
  const isOver = AbortSignal.timeout(LONGEST_SECONDS * 1000);
  const either = AbortSignal.any([signal, isOver]);
  const everything = inLanes(
    ligands(),
    Math.min(window, waiting),
    either,
    async (ligand, signal) => {
      const { place, name } = ligand;
      const report: Report = (...told) => progress.under(place, ...told);
      const predicted = await predictLigand(context, ligand, report, signal);
      if (predicted === undefined) return progress.over(place);
      const { result, version } = predicted;
      attempt.engine(result.engine, version);
      progress.over(place, { place, name, ic50_nm: result.ic50_nm });
    },
  );
  await everything.catch((error: unknown) => {
    if (signal.aborted || !isOver.aborted) throw error;
  });
  const left = (await countLigands(database, screen)).waiting;
  if (left > 0) throw new JobNotHere(`${left} ligands are left: the screen goes on in a moment.`);
}

/** @throws JobFailure when the screen was deleted, or is another job's by now */
async function optionsOf(database: Database, screen: string, job: string): Promise<ScreenOptions> {
  const { rows } = await database.query<{ request: object; msa: string | null }>(
    "select request, msa from public.screens where id = $1 and job = $2",
    [screen, job],
  );
  const [row] = rows;
  if (row === undefined) {
    throw new JobFailure("screen_gone", "The screen was deleted, or resumed by another job.");
  }
  const { request, msa } = row;
  const options = screenOptions.safeParse({ ...request, ...(msa !== null && { msa }) });
  if (options.success) return options.data;
  throw new JobFailure(
    "outdated_request",
    "The server was renewed while the screen waited, and no longer takes its options.",
    { cause: options.error },
  );
}
