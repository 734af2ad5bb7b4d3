/** Submitting a sweep: its job, its configuration and its file's name are one transaction. */
import type { Jobs } from "#src/jobs/jobs.ts";
import type { Kind } from "#src/jobs/kind.ts";
import type { Submission, Submitted } from "#src/jobs/submit.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database, Session } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { formatCircuit } from "../circuit.ts";
import { insertConfiguration, type NewConfiguration } from "../datasets/configurations.ts";
import { freeName } from "../datasets/names.ts";
import { fixedValues } from "../grid.ts";
import type { Sweep } from "../sweep.ts";
import type { SweepFields, SweepLimits } from "../sweep-fields.ts";
import { axesOf, toSweep } from "../to-sweep.ts";
import { gridSize } from "./metadata.ts";
import { displayName, nameOf, unusedName } from "./name.ts";

/** Where sweeps are submitted to. */
export interface SweepService {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly jobs: Jobs;
  /** The kind `sweep`. */
  readonly sweeping: Kind;
  readonly limits: SweepLimits;
}

/** What is submitted. */
export interface SweepSubmission extends Pick<Submission, "priority" | "idempotencyKey"> {
  readonly request: SweepFields;
}

/**
 * Submits a sweep as a user.
 * @throws NameTakenError, QueueFullError, KeyInUseError
 */
export function submitSweep(
  { database, blobs, jobs, sweeping, limits }: SweepService,
  identity: Identity,
  { request, ...submission }: SweepSubmission,
): Promise<Submitted> {
  const sweep = toSweep(request, limits);
  return asUser(database, identity, async (session) => {
    const { filename: asked } = request;
    // From here on submissions take turns: of two with the same key, the later finds the earlier.
    const free = await freeName(session, asked ?? nameOf(sweep));
    const before = await givenBefore(session, submission.idempotencyKey);
    const filename =
      before === undefined
        ? await unusedName(session, blobs, { asked, free })
        : (asked ?? before.filename);
    const configuration =
      before?.configuration ??
      (await insertConfiguration(
        session,
        configurationOf({ ...request, filename }, sweep, identity),
      ));
    return jobs.submitWithin(session, {
      ...submission,
      kind: sweeping,
      request: { ...request, filename, configuration },
    });
  });
}

/** What a sweep was given that was submitted with the same key: its file's name, its configuration. */
async function givenBefore(session: Session, idempotencyKey: string | undefined) {
  if (idempotencyKey === undefined) return undefined;
  const { rows } = await session.query<{ filename: string; configuration: string }>(
    `select request ->> 'filename' as filename, request ->> 'configuration' as configuration
     from public.jobs where owner = auth.uid() and kind = 'sweep' and idempotency_key = $1`,
    [idempotencyKey],
  );
  return rows[0];
}

function configurationOf(
  request: SweepFields & { readonly filename: string },
  sweep: Sweep,
  identity: Identity,
): NewConfiguration {
  const { circuit, grid, frequencies } = sweep;
  return {
    owner: identity.claims.sub!,
    name: displayName(request, sweep),
    description: request.description,
    isPublic: request.is_public,
    circuit: formatCircuit(circuit),
    circuitParameters: { axes: axesOf(request, circuit), fixed: fixedValues(grid) },
    gridSize: gridSize(sweep),
    frequencies: frequencies.length,
    freqMin: Math.min(...frequencies),
    freqMax: Math.max(...frequencies),
  };
}
