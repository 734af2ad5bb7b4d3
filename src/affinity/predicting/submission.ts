/** Submitting a prediction: everything that can be known before it waits is checked first. */
import type { Jobs } from "#src/jobs/jobs.ts";
import type { Kind } from "#src/jobs/kind.ts";
import type { Submission, Submitted } from "#src/jobs/submit.ts";
import { BadFieldsError, type FieldFault } from "#src/schema/bad-fields.ts";
import type { Identity } from "#src/storage/identity.ts";
import type { LigandReader } from "../ligand/reader.ts";
import { proteinLimits } from "../protein.ts";
import type { Engine, PredictionRequest } from "../request.ts";
import { residuesOf } from "./boltz-input.ts";
import { ligandFaults } from "./ligand-faults.ts";

/** What of the engines is there, anywhere this server's jobs are worked on. */
export interface EnginesThere {
  /**
   * Why an engine cannot be asked, and what would be right; undefined if it can.
   * @param engine one that requests name
   */
  lackOf(engine: Engine): Promise<string | undefined>;
  /** Whether the operator configured a server of alignments. */
  readonly hasMsaServer: boolean;
  /** What the engine `nim` cannot do of a request. */
  nimFaults(request: PredictionRequest): readonly FieldFault[];
}

/** Where predictions are submitted to. */
export interface PredictionSubmitting {
  readonly jobs: Jobs;
  readonly predicting: Kind;
  readonly reader: LigandReader;
  readonly engines: EnginesThere;
}

/** What is submitted. */
export interface PredictionSubmission extends Pick<Submission, "priority" | "idempotencyKey"> {
  readonly request: PredictionRequest;
}

/** The engine that was asked for is not there. */
export class EngineAwayError extends Error {
  override readonly name = "EngineAwayError";
  readonly statusCode = 503;
}

/**
 * Submits a prediction as a user.
 * @throws BadFieldsError naming every field, EngineAwayError, QueueFullError, KeyInUseError
 */
export async function submitPrediction(
  { jobs, predicting, reader, engines }: PredictionSubmitting,
  identity: Identity,
  { request, ...submission }: PredictionSubmission,
): Promise<Submitted> {
  const faults = [...(await ligandFaults(reader, request)), ...requestFaults(request, engines)];
  if (faults.length > 0) throw new BadFieldsError(faults);
  await refuseMissing(engines, request.engine);
  return jobs.submit(identity, { ...submission, kind: predicting, request });
}

/** @throws EngineAwayError */
export async function refuseMissing(engines: EnginesThere, engine: Engine): Promise<void> {
  const lack = await engines.lackOf(engine);
  if (lack !== undefined) throw new EngineAwayError(lack);
}

/** What is wrong with a request that fits the schema, its ligands aside. */
export function requestFaults(request: PredictionRequest, engines: EnginesThere): FieldFault[] {
  const residues = residuesOf(request);
  return [
    ...(residues > proteinLimits.residues
      ? [
          {
            path: "complex.sequences",
            message: `makes a complex of ${residues} residues with all copies; at most ${proteinLimits.residues} are predicted`,
          },
        ]
      : []),
    ...(request.use_msa && !engines.hasMsaServer
      ? [
          {
            path: "use_msa",
            message:
              "must be false: this server has no MSA server (MSA_SERVER_URL). Give an alignment as msa, or leave both out",
          },
        ]
      : []),
    ...(request.engine === "nim" ? engines.nimFaults(request) : []),
  ];
}
