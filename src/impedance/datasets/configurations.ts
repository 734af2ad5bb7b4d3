/** Configurations: a circuit, its grid and its band, from which one dataset is or will be made. */
import type { Session } from "#src/storage/database.ts";
import { storable } from "./storable.ts";

/** What a dataset is made from. */
export interface NewConfiguration {
  /** UUID of the user it belongs to; null for a sample, which must be public. */
  readonly owner: string | null;
  /** What people call it, up to 255 characters. */
  readonly name: string;
  /** Up to 2,000 characters. Default: empty. */
  readonly description?: string | undefined;
  /** Whether everybody may read it, and the dataset with it. */
  readonly isPublic: boolean;
  /** As `R0-p(R1,C1)`, up to 2,000 characters. */
  readonly circuit: string;
  /** What is swept and what is fixed; 1 MiB in the database at most, which holds 128 KiB of any JSON. */
  readonly circuitParameters: Readonly<Record<string, unknown>>;
  /** Values on each axis; null if the axes differ. */
  readonly gridSize: number | null;
  /** How many frequencies, and the ends of their band in Hz. */
  readonly frequencies: number;
  readonly freqMin: number;
  readonly freqMax: number;
}

/**
 * Writes a configuration. It counts as computed as soon as a dataset is registered with it.
 * @param session the owner's, or the program's
 * @returns its UUID
 * @throws DatabaseError for somebody else's (`42501`) and for what is out of range (`23514`)
 */
export async function insertConfiguration(
  session: Session,
  configuration: NewConfiguration,
): Promise<string> {
  const { owner, name, description = "", isPublic, circuit, gridSize } = configuration;
  const { circuitParameters, freqMin, freqMax, frequencies } = configuration;
  const { rows } = await session.query<{ id: string }>(
    `insert into public.circuit_configurations
       (user_id, name, description, is_public, circuit, circuit_parameters, grid_size, min_freq,
        max_freq, num_points)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10) returning id`,
    [
      owner,
      name,
      description,
      isPublic,
      circuit,
      storable(circuitParameters),
      gridSize,
      freqMin,
      freqMax,
      frequencies,
    ],
  );
  return rows[0]!.id;
}
