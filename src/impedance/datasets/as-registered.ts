/** Whether a file is still the one that was registered. */
import { BrokenDatasetError } from "./broken.ts";
import type { Dataset } from "./dataset-row.ts";

/** What was registered of a file. */
export type Registered = Pick<Dataset, "filename" | "bytes" | "problems" | "isAvailable">;

/**
 * Refuses a file that was broken or replaced since it was registered.
 * @param size bytes it has now
 * @throws BrokenDatasetError with what was found wrong, or else with both sizes
 */
export function checkRegistered(registered: Registered, size: number): void {
  const { filename, bytes, problems, isAvailable } = registered;
  if (isAvailable && problems.length > 0) throw new BrokenDatasetError(problems);
  if (size === bytes) return;
  throw new BrokenDatasetError([
    `${filename} is no longer the file that was registered: it has ${size} bytes, not ${bytes}; ` +
      "sync to look at it again",
  ]);
}
