/** A file that is no dataset, and what is wrong with it. */
import { NpzError } from "#src/arrays/failure.ts";

/** A file that cannot be used as a dataset: each problem is a sentence. */
export class BrokenDatasetError extends Error {
  override readonly name = "BrokenDatasetError";
  readonly statusCode = 422;
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join("; "), options);
    this.problems = problems;
  }
}

/**
 * Reads of a dataset's file; an archive or array that cannot be read is the dataset's fault.
 * @throws BrokenDatasetError in place of NpzError; what the store of the files throws, as it is
 */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NpzError)) throw error;
    // The words of the program that people come from: their scripts look for them.
    throw new BrokenDatasetError([`Failed to load NPZ file: ${error.message}`], { cause: error });
  }
}
