/** The second part of a screen: every ligand that waits is predicted, and each is written as it comes. */
import { JobFailure, JobNotHere } from "#src/jobs/failure.ts";
import type { JobLog } from "#src/jobs/log.ts";
import type { ContactFinder } from "../contacts/finder.ts";
import type { LigandReader } from "../ligand/reader.ts";
import type { Alignment, PredictionEngine } from "../predicting/engine.ts";
import { contactsOf, resultOf } from "../predicting/result.ts";
import type { PredictionResult } from "../result.ts";
import { predictionOf, type ScreenOptions } from "../screen-request.ts";
import type { OpenLigand } from "./given.ts";
import {
  fileNameOf,
  type LigandError,
  type WritingContext,
  writeFailed,
  writeFound,
} from "./writing.ts";

/** What predicting needs. */
export interface PredictionsContext extends WritingContext {
  readonly reader: LigandReader;
  readonly engine: PredictionEngine;
  readonly contacts: Pick<ContactFinder, "find">;
  readonly log: JobLog;
  readonly options: ScreenOptions;
  readonly alignment: Alignment;
  readonly owner: string;
}

/** What was predicted of a ligand, once it is written. */
export interface PredictedLigand {
  readonly result: PredictionResult;
  /** The engine's. */
  readonly version: string;
}

/** Told how far a prediction is, what is being done, and the seconds left if they are known. */
export type Report = (share: number, message: string, secondsLeft?: number) => void;

/**
 * Predicts one ligand and writes what was found, or why nothing was. What may end better is tried twice.
 * @returns undefined if nothing was found
 * @throws what is no ligand's fault: the signal's reason, JobNotHere, a JobFailure of a program that
 *   fails at its start
 */
export async function predictLigand(
  context: PredictionsContext,
  ligand: OpenLigand,
  report: Report,
  signal: AbortSignal,
): Promise<PredictedLigand | undefined> {
  for (let isLast = false; ; isLast = true) {
    try {
      return await predictOnce(context, ligand, report, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (isEverybodys(error)) throw error;
      const failure = errorOf(error);
      if (failure.retriable && !isLast) continue;
      if (!(error instanceof JobFailure)) {
        const { job } = context.holder;
        context.log.error(
          { err: error, job, place: ligand.place },
          "A ligand's prediction failed.",
        );
      }
      await writeFailed(context, ligand.place, failure);
      return undefined;
    }
  }
}

/** Whether an error would meet the next ligand just as well. */
function isEverybodys(error: unknown): boolean {
  if (error instanceof JobNotHere || error instanceof NotWrittenError) return true;
  const { at_start = false } = (error instanceof JobFailure && (error.detail as AtStart)) || {};
  return at_start;
}

type AtStart = { readonly at_start?: boolean } | null;

/** What was found cannot be kept: the store or the database is away, or full. */
class NotWrittenError extends Error {
  override readonly name = "NotWrittenError";
}

function errorOf(error: unknown): LigandError {
  if (error instanceof JobFailure) {
    const { code, message, retry } = error;
    return { code, message, retriable: retry };
  }
  const message = "The server failed. Its log has the reason under the job's id.";
  return { code: "internal", message, retriable: true };
}

async function predictOnce(
  context: PredictionsContext,
  { place, structure }: OpenLigand,
  report: Report,
  signal: AbortSignal,
): Promise<PredictedLigand> {
  const { reader, engine, contacts, options, alignment, holder, owner } = context;
  const { job, attempt } = holder;
  const ligand = await reader.read(structure, "identified");
  // It could be read before: the machine must be busier now.
  if (!ligand.valid) throw new JobFailure("not_read", ligand.message, { retry: true });
  const request = predictionOf(options, ligand.canonical_smiles);
  await using found = await engine.predict(
    { id: `${job}-${attempt}-${place}`, owner, request, ligand, alignment },
    { signal, report },
  );
  const { id: chain, smiles } = request.ligand;
  const touching = await contactsOf(contacts, found, { chain, smiles }, signal);
  const plain = resultOf({ job, request, ligand, alignment, found, files: [], ...touching });
  const file = found.files.find(({ name }) => name === "model_0.cif");
  const result: PredictionResult = {
    ...plain,
    structures: file === undefined ? [] : [linkOf(job, place, found.confidences[0])],
  };
  try {
    await writeFound(context, place, result, file);
  } catch (error) {
    signal.throwIfAborted();
    throw new NotWrittenError("What was found could not be kept.", { cause: error });
  }
  return { result, version: found.version };
}

function linkOf(job: string, place: number, confidence_score: number | undefined) {
  const name = fileNameOf(place);
  return {
    name,
    url: `/jobs/${job}/files/${name}`,
    ...(confidence_score !== undefined && { confidence_score }),
  };
}
