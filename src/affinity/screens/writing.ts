/** What became of a ligand, in its row; of its files the structure is kept. */
import { fileKey, type JobFile, registerFile } from "#src/jobs/files.ts";
import { type Holder, whileHeld } from "#src/jobs/hold.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import type { FoundFile } from "../predicting/engine.ts";
import type { PredictionResult } from "../result.ts";

/** Where it is written, and by whom. */
export interface WritingContext {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly screen: string;
  readonly holder: Holder;
}

/** Why a ligand could not be predicted. */
export interface LigandError {
  readonly code: string;
  readonly message: string;
  /** Whether it is tried again when the screen is resumed. */
  readonly retriable: boolean;
}

/** What the structure of a ligand is called among the files of its job. */
export function fileNameOf(place: number): string {
  return `${place}.cif`;
}

/** Writes what was found of a ligand. A blob that no row has in the end is removed with its like. */
export async function writeFound(
  { database, blobs, screen, holder }: WritingContext,
  place: number,
  result: PredictionResult,
  structure: FoundFile | undefined,
): Promise<void> {
  const file = structure && (await keep(blobs, holder, place, structure));
  await whileHeld(database, holder, async (session) => {
    const { affected } = await session.query(
      `update public.screen_ligands set state = 'completed', affinity_pred_value = $3,
         affinity_probability_binary = $4, result = $5::jsonb, error = null
       where screen = $1 and place = $2 and state = 'waiting'`,
      [
        screen,
        place,
        result.affinity_pred_value,
        result.affinity_probability_binary,
        JSON.stringify(result),
      ],
    );
    // None where this is done a second time, because the answer was lost.
    if (affected === 1 && file !== undefined) await registerFile(session, file);
  });
}

/** Writes that nothing was found of a ligand, and why. */
export function writeFailed(
  { database, screen, holder }: WritingContext,
  place: number,
  error: LigandError,
): Promise<void> {
  return whileHeld(database, holder, async (session) => {
    await session.query(
      `update public.screen_ligands set state = 'failed', error = $3::jsonb
       where screen = $1 and place = $2 and state = 'waiting'`,
      [screen, place, JSON.stringify(error)],
    );
  });
}

async function keep(
  blobs: Blobs,
  { job, attempt, signal }: Holder,
  place: number,
  { mediaType, open }: FoundFile,
): Promise<JobFile> {
  const name = fileNameOf(place);
  const blob = fileKey(job, attempt, name);
  const written = await blobs.write(blob, open(), { signal });
  return { job, name, blob, mediaType, ...written };
}
