/** Datasets as lists tell them. */
import { parametersOf } from "#src/impedance/circuit.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import type { ListedDataset } from "./answers.ts";
import type { Dataset } from "./dataset-row.ts";
import { keyOf } from "./named.ts";
import type { OpenedDatasets } from "./opened.ts";

/** A dataset as a list tells it. */
export function listed(dataset: Dataset, opened: OpenedDatasets): ListedDataset {
  const { filename, location } = dataset;
  return {
    filename,
    directory: location,
    size_mb: Math.round((dataset.bytes / 2 ** 20) * 1000) / 1000,
    size_bytes: dataset.bytes,
    modified: dataset.computedAt.getTime() / 1000,
    loaded: opened.has(keyOf(dataset)),
    type: location,
    registered: true,
    sha256: dataset.sha256,
    circuit: dataset.circuit,
    circuit_parameters: dataset.circuitParameters,
    param_names: namesOf(dataset),
    grid_size: dataset.gridSize,
    n_parameters: dataset.parameterSets,
    n_frequencies: dataset.frequencies,
    freq_min: dataset.freqMin,
    freq_max: dataset.freqMax,
    metric: dataset.metric,
    best_resnorm: finite(dataset.bestResnorm),
    name: dataset.name,
    owner: dataset.owner,
    owner_name: dataset.ownerName,
    is_own: dataset.isOwn,
    is_public: dataset.isPublic,
    session: dataset.session,
    available: dataset.isAvailable,
    problems: [...dataset.problems],
    created_at: dataset.createdAt.toISOString(),
  };
}

/** The parameters' names by the metadata; lists leave long ones out, and then the circuit has them. */
function namesOf({ metadata, circuit }: Dataset): string[] {
  const { param_names } = (metadata ?? {}) as { readonly param_names?: unknown };
  if (Array.isArray(param_names)) return param_names.map(String);
  try {
    return parametersOf(parseCircuit(circuit)).map(({ name }) => name);
  } catch {
    return [];
  }
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
