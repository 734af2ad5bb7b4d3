/** What a sync registers, as SQL that somebody may look through and run by themselves. */
import { createHash } from "node:crypto";
import { contentColumns, contentValues } from "./file-contents.ts";
import { displayName, type FoundDataset } from "./found-dataset.ts";
import { storable } from "./storable.ts";

/**
 * Two statements a dataset, to be run in their order: its configuration's, and its own. Run again,
 * they do nothing: a name is registered once.
 */
export function insertStatements(datasets: readonly FoundDataset[]): string[] {
  return datasets.flatMap(statementsOf);
}

function statementsOf({ filename, location, owner, contents }: FoundDataset): string[] {
  const name = displayName(filename);
  const { circuit, circuitParameters, gridSize, freqMin, freqMax, frequencies } = contents;
  const swept = storable(circuitParameters);
  const id = idOf(filename);
  const configuration = {
    id,
    user_id: owner,
    name,
    is_public: owner === null,
    ...{ circuit, circuit_parameters: swept, grid_size: gridSize },
    ...{ min_freq: freqMin, max_freq: freqMax, num_points: frequencies },
  };
  const dataset = {
    circuit_config_id: id,
    user_id: owner,
    npz_filename: filename,
    storage_location: location,
    dataset_name: name,
    ...Object.fromEntries(contentValues(contents).map((value, i) => [contentColumns[i], value])),
  };
  return [
    `insert into public.circuit_configurations (${columns(configuration)})
  select ${values(configuration)}
  where not exists (
    select from public.circuit_npz_datasets where npz_filename = ${literal(filename)})
  on conflict (id) do nothing;`,
    `insert into public.circuit_npz_datasets (${columns(dataset)})
  select ${values(dataset)}
  where exists (select from public.circuit_configurations where id = ${literal(id)})
  on conflict (npz_filename) do nothing;`,
  ];
}

/** The configuration's id: the same whenever the statements are made (UUID version 8, RFC 9562). */
function idOf(filename: string): string {
  const digest = createHash("sha256").update(filename).digest("hex");
  const parts = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`];
  return [...parts, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join("-");
}

function columns(row: object): string {
  return Object.keys(row).join(", ");
}

/** Types of columns that Postgres does not see behind a text. */
const casts: Readonly<Record<string, string>> = {
  id: "::uuid",
  circuit_config_id: "::uuid",
  user_id: "::uuid",
  circuit_parameters: "::jsonb",
  computation_metadata: "::jsonb",
  problems: "::jsonb",
  computed_at: "::timestamptz",
  grid_size: "::integer",
  best_resnorm: "::double precision",
};

function values(row: object): string {
  return Object.entries(row)
    .map(([column, value]) => literal(value) + (casts[column] ?? ""))
    .join(", ");
}

/** A value as Postgres reads it, whatever it is told of backslashes in texts. */
function literal(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  const text = value instanceof Date ? value.toISOString() : String(value);
  const quoted = `'${text.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`;
  return text.includes("\\") ? `E${quoted}` : quoted;
}
