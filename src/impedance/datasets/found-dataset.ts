/** A file that was found to be a dataset, on its way into the registry. */
import type { Session } from "#src/storage/database.ts";
import { insertConfiguration } from "./configurations.ts";
import type { DatasetLocation } from "./dataset-row.ts";
import { registerDataset } from "./registration.ts";
import type { NewContents } from "./upkeep.ts";

/** A dataset that is about to be registered. */
export interface FoundDataset {
  readonly filename: string;
  readonly location: DatasetLocation;
  /** UUID of the user it is to belong to; null for a sample, which everybody may read. */
  readonly owner: string | null;
  readonly contents: NewContents;
}

/** What people call a file until somebody names it. */
export function displayName(filename: string): string {
  return filename.replace(/\.npz$/, "");
}

/**
 * Registers a dataset, with a configuration of its own.
 * @param session in a transaction: the owner's, or the program's own
 * @throws NameTakenError
 */
export async function registerFound(session: Session, found: FoundDataset): Promise<void> {
  const { filename, location, owner, contents } = found;
  const name = displayName(filename);
  const isPublic = owner === null;
  const configuration = await insertConfiguration(session, { ...contents, owner, name, isPublic });
  await registerDataset(session, { ...contents, configuration, owner, filename, location, name });
}
