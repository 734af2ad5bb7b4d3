/** The kind of job `predict`: one protein, one ligand, its affinity. */
import { JobFailure } from "#src/jobs/failure.ts";
import { registerFile } from "#src/jobs/files.ts";
import { type Attempt, defineKind, type Finished, type Kind } from "#src/jobs/kind.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import type { ContactFinder } from "../contacts/finder.ts";
import { predictionKind } from "../kinds.ts";
import type { LigandReader } from "../ligand/reader.ts";
import { type PredictionRequest, predictionRequest } from "../request.ts";
import { concentrationText } from "../units.ts";
import type { GoodLigand } from "../validation.ts";
import type { Aligning } from "./aligning.ts";
import type { Found, PredictionEngine } from "./engine.ts";
import { keepFailureFiles } from "./failure-files.ts";
import { removeFiles, storeFiles } from "./files.ts";
import { keepLiveLog } from "./live-log.ts";
import { contactsOf, resultOf } from "./result.ts";

/** What the work needs. */
export interface PredictionService {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly reader: LigandReader;
  readonly aligning: Aligning;
  readonly contacts: Pick<ContactFinder, "find" | "hold">;
  /** Every engine, behind one face. */
  readonly engine: PredictionEngine;
  /** Predictions that one worker has in hand at once: as many as may share a process. */
  readonly concurrency: number;
  /** Longest that Boltz may take for one, in seconds. */
  readonly timeoutSeconds: number;
}

/** Longest that an attempt may wait for a place in a process, as a multiple of its own time. */
const PATIENCE = 20;
const LONGEST_SECONDS = 86_400;

/** Defines the kind. */
export function predicting(service: PredictionService): Kind {
  return defineKind<PredictionRequest>({
    name: predictionKind,
    progressTold: "percent",
    request: predictionRequest,
    concurrency: service.concurrency,
    isQuick: isDemonstration,
    timeoutSeconds: Math.min(service.timeoutSeconds * PATIENCE, LONGEST_SECONDS),
    maxAttempts: 3,
    run: (request, attempt) => predict(service, request, attempt),
  });
}

/** No model runs: it need not wait for those that do. */
export function isDemonstration({ engine }: Pick<PredictionRequest, "engine">): boolean {
  return engine === "demonstration";
}

async function predict(
  service: PredictionService,
  request: PredictionRequest,
  attempt: Attempt<never>,
): Promise<Finished> {
  const { blobs, reader, aligning, contacts, engine } = service;
  const { job, signal } = attempt;
  using _ = contacts.hold();
  attempt.engine(request.engine);
  attempt.report(0, "Reading the ligand");
  const ligand = await readLigand(reader, request.ligand.smiles);
  const alignment = await aligning(request, attempt);
  const asked = { id: job, owner: attempt.owner, request, ligand, alignment };
  const log = keepLiveLog(service, attempt);
  await using found = await engine
    .predict(asked, {
      signal,
      report: (share, message, secondsLeft) => attempt.report(0.97 * share, message, secondsLeft),
      hear: log.hear,
    })
    .finally(log.close)
    .catch(async (error: unknown) => {
      await keepFailureFiles(service, attempt, error);
      throw error;
    });
  attempt.engine(found.engine, found.version);
  attempt.report(0.97, "Looking for contacts");
  const touching = await contactsOf(
    contacts,
    found,
    { chain: request.ligand.id, smiles: ligand.canonical_smiles },
    signal,
  );
  attempt.report(0.98, "Keeping the files");
  const files = await storeFiles(
    blobs,
    { job, attempt: attempt.attempt, found, alignment },
    signal,
  );
  attempt.report(0.99, inWords(found));
  return {
    result: resultOf({ job, request, ligand, alignment, found, files, ...touching }),
    async commit(session) {
      try {
        for (const file of files) await registerFile(session, { job, ...file });
      } catch (error) {
        await removeFiles(blobs, files, error);
        throw error;
      }
    },
  };
}

/** The last word of the job, as `961 nM, rather a binder than not`. */
function inWords({ ic50_nm, binding, simulated }: Found): string {
  const words = `${concentrationText(ic50_nm)}, ${binding}`;
  return simulated ? `Demonstration, invented: ${words}` : words;
}

/** @throws JobFailure when it is none that can be predicted */
async function readLigand(reader: LigandReader, smiles: string): Promise<GoodLigand> {
  const validation = await reader.read(smiles, "identified");
  if (validation.valid) return validation;
  throw new JobFailure("input_at_fault", validation.message, { detail: validation.errors });
}
