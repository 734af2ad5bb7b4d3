/** What the registry says of files, kept true by the program: files are there or not, and may change. */
import type { Session } from "#src/storage/database.ts";
import type { DatasetLocation } from "./dataset-row.ts";
import {
  contentColumns,
  contentParameters,
  contentValues,
  type FileContents,
} from "./file-contents.ts";
import { storable } from "./storable.ts";

/** What is known of a file that has changed, with the circuit it is of now. */
export interface NewContents extends FileContents {
  readonly circuit: string;
  readonly circuitParameters: Readonly<Record<string, unknown>>;
}

/**
 * Describes a registered file anew, which is there and has changed.
 * @param session the program's own, in a transaction
 */
export async function renewDataset(
  session: Session,
  filename: string,
  contents: NewContents,
): Promise<void> {
  const changes = contentParameters(2).map((value, i) => `${contentColumns[i]} = ${value}`);
  const { rows } = await session.query<{ configuration: string }>(
    `update public.circuit_npz_datasets
     set ${changes.join(", ")}, is_available = true, last_checked = now()
     where npz_filename = $1 returning circuit_config_id as configuration`,
    [filename, ...contentValues(contents)],
  );
  const { circuit, circuitParameters, gridSize, freqMin, freqMax, frequencies } = contents;
  await session.query(
    `update public.circuit_configurations
     set circuit = $2, circuit_parameters = $3::jsonb, grid_size = $4, min_freq = $5, max_freq = $6,
       num_points = $7
     where id = $1`,
    [
      rows[0]?.configuration ?? null,
      circuit,
      storable(circuitParameters),
      gridSize,
      freqMin,
      freqMax,
      frequencies,
    ],
  );
}

/** Whether a registered file is there, and what is wrong with it. */
export interface Availability {
  readonly isAvailable: boolean;
  /** In sentences. Default: as before. */
  readonly problems?: readonly string[] | undefined;
}

/**
 * Notes that files were looked for.
 * @param session the program's own
 */
export async function markAvailability(
  session: Session,
  filenames: readonly string[],
  { isAvailable, problems }: Availability,
): Promise<void> {
  await session.query(
    `update public.circuit_npz_datasets
     set is_available = $2, problems = coalesce($3::jsonb, problems), last_checked = now()
     where npz_filename = any($1)`,
    [filenames, isAvailable, problems === undefined ? null : storable(problems)],
  );
}

/** A registered file, as far as it tells whether it must be read again. */
export interface RegisteredFile {
  readonly filename: string;
  readonly location: DatasetLocation;
  readonly bytes: number;
  readonly sha256: string;
  readonly isAvailable: boolean;
  readonly problems: readonly string[];
  /** When it was last looked for: a file that changed later is another. */
  readonly checkedAt: Date;
}

/**
 * Every registered file, whoever's.
 * @param session the program's own
 */
export async function registeredFiles(session: Session): Promise<RegisteredFile[]> {
  const { rows } = await session.query<RegisteredFile>(
    `select npz_filename as filename, storage_location as location, file_bytes as bytes, sha256,
       is_available as "isAvailable", problems, last_checked as "checkedAt"
     from public.circuit_npz_datasets order by npz_filename`,
  );
  return rows;
}
