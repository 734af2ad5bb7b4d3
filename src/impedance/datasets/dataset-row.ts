/** A registered dataset, and the row it is. */

/** Where a dataset came from: with the program, or from its users. */
export type DatasetLocation = "precomputed" | "user_generated";

/** What the registry knows of a dataset, as somebody sees it. */
export interface Dataset {
  /** UUID of its row. */
  readonly id: string;
  /** Name of its file, unique among all users'. */
  readonly filename: string;
  readonly location: DatasetLocation;
  /** What people call it. */
  readonly name: string;
  /** UUID of the user it belongs to; null for a sample, which is nobody's. */
  readonly owner: string | null;
  /** The name its owner goes by, if there is one. */
  readonly ownerName: string | null;
  /** Whether it belongs to whoever asks. */
  readonly isOwn: boolean;
  /** Whether everybody may read it. */
  readonly isPublic: boolean;
  /** As `R0-p(R1,C1)`. */
  readonly circuit: string;
  /**
   * What was swept and what was fixed, as whoever registered it wrote it down. In lists empty where it
   * takes more than 8 KiB in the database: the dataset alone has it whole.
   */
  readonly circuitParameters: Readonly<Record<string, unknown>>;
  /** Values on each axis; null if the axes differ. */
  readonly gridSize: number | null;
  /** Sets of parameters: rows of the file. */
  readonly parameterSets: number;
  /** How many frequencies, and the ends of their band in Hz. */
  readonly frequencies: number;
  readonly freqMin: number;
  readonly freqMax: number;
  /** What rows are ranked by: a name of `metrics`, or of another program's own. */
  readonly metric: string;
  /** Of row 0; null if no row has any. */
  readonly bestResnorm: number | null;
  /** Size of its file. */
  readonly bytes: number;
  /** SHA-256 of its file, in hexadecimal. */
  readonly sha256: string;
  /** Whether its file was there when it was last looked for. */
  readonly isAvailable: boolean;
  /** What is wrong with its file, in sentences; empty if nothing is. */
  readonly problems: readonly string[];
  /** UUID of its configuration's row. */
  readonly configuration: string;
  /** UUID of the session its owner keeps it in; null to others. */
  readonly session: string | null;
  /** The file's metadata. In lists null where it takes more than 8 KiB, as above. */
  readonly metadata: unknown;
  /** When it was registered. */
  readonly createdAt: Date;
  /** When its file was made. */
  readonly computedAt: Date;
}

const columnsBut = (
  parameters: string,
  metadata: string,
) => `id, npz_filename, storage_location, dataset_name, user_id,
  username, coalesce(user_id = auth.uid(), false) as is_own, is_public, circuit, ${parameters},
  grid_size, n_parameters, num_points, min_freq, max_freq, metric, best_resnorm, file_bytes, sha256,
  is_available, problems, circuit_config_id,
  case when user_id = auth.uid() then session_id end as session_id, ${metadata}, created_at, computed_at`;

/** The columns of a dataset, from `npz_datasets_with_config`. */
export const datasetColumns = columnsBut("circuit_parameters", "computation_metadata");

/** The same where many are told. */
export const datasetColumnsInLists = columnsBut(
  `case when pg_column_size(circuit_parameters) <= 8192 then circuit_parameters else '{}' end
    as circuit_parameters`,
  "case when pg_column_size(computation_metadata) <= 8192 then computation_metadata end" +
    " as computation_metadata",
);

/** A row of these columns. */
export interface DatasetRow {
  readonly id: string;
  readonly npz_filename: string;
  readonly storage_location: DatasetLocation;
  readonly dataset_name: string;
  readonly user_id: string | null;
  readonly username: string | null;
  readonly is_own: boolean;
  readonly is_public: boolean;
  readonly circuit: string;
  readonly circuit_parameters: Readonly<Record<string, unknown>>;
  readonly grid_size: number | null;
  readonly n_parameters: number;
  readonly num_points: number;
  readonly min_freq: number;
  readonly max_freq: number;
  readonly metric: string;
  readonly best_resnorm: number | null;
  readonly file_bytes: number;
  readonly sha256: string;
  readonly is_available: boolean;
  readonly problems: readonly string[];
  readonly circuit_config_id: string;
  readonly session_id: string | null;
  readonly computation_metadata: unknown;
  readonly created_at: Date;
  readonly computed_at: Date;
}

/** The dataset of a row. */
export function toDataset(row: DatasetRow): Dataset {
  return {
    id: row.id,
    filename: row.npz_filename,
    location: row.storage_location,
    name: row.dataset_name,
    owner: row.user_id,
    ownerName: row.username,
    isOwn: row.is_own,
    isPublic: row.is_public,
    circuit: row.circuit,
    circuitParameters: row.circuit_parameters,
    gridSize: row.grid_size,
    parameterSets: row.n_parameters,
    frequencies: row.num_points,
    freqMin: row.min_freq,
    freqMax: row.max_freq,
    metric: row.metric,
    bestResnorm: row.best_resnorm,
    bytes: row.file_bytes,
    sha256: row.sha256,
    isAvailable: row.is_available,
    problems: row.problems,
    configuration: row.circuit_config_id,
    session: row.session_id,
    metadata: row.computation_metadata,
    createdAt: row.created_at,
    computedAt: row.computed_at,
  };
}
