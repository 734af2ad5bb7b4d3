/** What a sweep has found: as its job's result, and as the registry's row. */
import type { WrittenBlob } from "#src/storage/blobs/blobs.ts";
import type { NewDataset } from "../datasets/registration.ts";
import type { Identifiability } from "../identifiability.ts";
import type { SweepResult } from "../result.ts";
import type { Sweep } from "../sweep.ts";
import type { KeptRequest } from "./kept-request.ts";
import { type DatasetMetadata, metadataJson } from "./metadata.ts";
import { displayName } from "./name.ts";
import type { Outcome } from "./outcome.ts";

/** Everything that is known at the end. */
export interface Findings {
  readonly request: KeptRequest;
  readonly sweep: Sweep;
  readonly outcome: Outcome;
  /** At the best point, if there is one. */
  readonly identifiability: Identifiability | undefined;
  readonly metadata: DatasetMetadata;
  readonly written: WrittenBlob;
}

/** The job's result. */
export function resultOf(
  { request, sweep, outcome: { best, invalid }, identifiability, written }: Findings,
  seconds: number,
): SweepResult {
  const { parameters: names } = sweep.grid;
  return {
    filename: request.filename,
    ...written,
    n_parameter_sets: sweep.grid.size,
    n_frequencies: sweep.frequencies.length,
    n_invalid: invalid,
    best_resnorm: best?.resnorm ?? null,
    best: best ? Object.fromEntries(names.map((name, i) => [name, best.parameters[i]!])) : null,
    identifiability: identifiability
      ? {
          parameters: names.length,
          rank: identifiability.rank,
          sentences: identifiability.free.map(({ sentence }) => sentence),
        }
      : null,
    seconds,
  };
}

/** The dataset to register. */
export function datasetOf(
  { request, sweep, metadata, written }: Findings,
  { job, owner }: { readonly job: string; readonly owner: string },
): NewDataset {
  const { filename, configuration } = request;
  return {
    configuration,
    owner,
    job,
    filename,
    location: "user_generated",
    name: displayName(request, sweep),
    bytes: written.size,
    sha256: written.sha256,
    gridSize: metadata.grid_size,
    parameterSets: sweep.grid.size,
    frequencies: sweep.frequencies.length,
    freqMin: metadata.freq_min.value,
    freqMax: metadata.freq_max.value,
    metric: sweep.metric,
    bestResnorm: metadata.best_resnorm?.value ?? null,
    metadata: JSON.parse(metadataJson(metadata)),
    computedAt: new Date(),
  };
}
