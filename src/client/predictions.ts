/** Predictions of affinity, asked of a server: jobs, and what they found. */
import type * as z from "zod";
import type { Examples } from "#src/affinity/examples.ts";
import type { predictionRequest } from "#src/affinity/request.ts";
import type { PredictionResult } from "#src/affinity/result.ts";
import type { LigandValidation, ProteinValidation } from "#src/affinity/validation.ts";
import type { Job } from "#src/jobs/job.ts";
import { askJson, type RequestOptions } from "./answer.ts";
import { getJobResult, readJob, type SubmitOptions, submit } from "./jobs.ts";

/** What may be predicted: a protein and a ligand, and a default for all else. */
export type PredictRequest = z.input<typeof predictionRequest>;

/** How to submit work that others may wait for, too. */
export interface PriorityOptions {
  /** −100 … 100; the highest begins first. Default 0. */
  readonly priority?: number | undefined;
}

/**
 * Submits a prediction as a job of kind `predict`. As everything here, it throws
 * ProblemError when the server refuses (422: its `errors` name the fields; 429, with `retryAfter`:
 * the queue is full; 503: the engine that was asked for is not there, and the message says what to
 * install), and
 * ConnectionError when it cannot be reached or goes away.
 */
export function predict(
  request: PredictRequest,
  { priority, ...options }: SubmitOptions & PriorityOptions = {},
): Promise<Job> {
  return submit(
    "predict",
    { ...request, ...(priority === undefined ? {} : { priority }) },
    options,
  );
}

/** How long to wait. */
export interface WaitOptions extends RequestOptions {
  /** Seconds until the job is answered in place of its result. Default, the server's: 120. */
  readonly wait?: number | undefined;
}

/**
 * The same, and waits for the result. What takes longer than `wait` answers as its job, which goes
 * on, as it does when the signal aborts: a job has a `kind`, a result has none. A job that failed
 * is a ProblemError.
 */
export async function predictNow(
  request: PredictRequest,
  { wait, ...options }: WaitOptions = {},
): Promise<PredictionResult | Job> {
  const question = { method: "POST", path: "predict/sync", search: { wait } } as const;
  const answer: PredictionResult | Job = await askJson({ ...question, body: request }, options);
  return "kind" in answer ? readJob(answer) : answer;
}

/** What a completed prediction found. Refused (409) while there is nothing, with the reason. */
export function prediction(jobId: string, options: RequestOptions = {}): Promise<PredictionResult> {
  return getJobResult(jobId, options) as Promise<PredictionResult>;
}

/** What is wrong with a sequence, or odd about it, before anything runs. */
export function validateProtein(
  sequence: string,
  options: RequestOptions = {},
): Promise<ProteinValidation> {
  return askJson({ method: "POST", path: "validate/protein", body: { sequence } }, options);
}

/** What is wrong with a ligand, or odd about it, and what RDKit computes of it. */
export function validateLigand(
  smiles: string,
  options: RequestOptions = {},
): Promise<LigandValidation> {
  return askJson({ method: "POST", path: "validate/ligand", body: { smiles } }, options);
}

/** Proteins and ligands that run as they are. */
export function examples(options: RequestOptions = {}): Promise<Examples> {
  return askJson({ path: "examples" }, options);
}
