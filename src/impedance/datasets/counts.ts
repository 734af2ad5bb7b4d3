/** How many datasets somebody may see. */
import type { Database } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import type { DatasetLocation } from "./dataset-row.ts";

/** How many there are. */
export interface DatasetCounts {
  /** By where they came from, whether their file is there or not. */
  readonly directories: Record<DatasetLocation, number>;
  /** Those whose file was there when it was last looked for. */
  readonly available: number;
  /** Those among the keys. */
  readonly among: number;
}

/** Counts the datasets that somebody may see. */
export async function countDatasets(
  database: Database,
  identity: Identity,
  keys: readonly string[] = [],
): Promise<DatasetCounts> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<Record<"precomputed" | "user_generated" | "available" | "among", number>>(
      `select count(*) filter (where storage_location = 'precomputed')::int as precomputed,
         count(*) filter (where storage_location = 'user_generated')::int as user_generated,
         count(*) filter (where is_available)::int as available,
         count(*) filter (where file_path = any($1))::int as among
       from public.circuit_npz_datasets`,
      [keys],
    ),
  );
  const { precomputed, user_generated, available, among } = rows[0]!;
  return { directories: { precomputed, user_generated }, available, among };
}
