/** What is wrong with a file of arrays, and where. */

/** Where in a file something is wrong. */
export interface Place {
  /** The entry of the archive, as it is called there: `psi.npy`. */
  readonly entry?: string;
  /** The byte, counted from the archive's first; for what is wrong with the ZIP. */
  readonly archiveByte?: number;
  /** The byte, counted from the array file's own first; for what is wrong with an NPY file. */
  readonly byte?: number;
}

/** The bytes are no array, no archive of arrays, contradict themselves, or are more than is read. */
export class NpzError extends Error {
  override readonly name = "NpzError";
  /** What is wrong, without saying where: a sentence. */
  readonly problem: string;
  readonly place: Place;

  constructor(problem: string, place: Place = {}, options?: ErrorOptions) {
    super(`${inWords(place)}${problem}`, options);
    this.problem = problem;
    this.place = place;
  }
}

/** Does the work; what is wrong in it is said to be so in this entry. */
export async function within<T>(entry: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NpzError) || error.place.entry !== undefined) throw error;
    throw new NpzError(error.problem, { entry, ...error.place }, { cause: error });
  }
}

/** A name or value of a file, fit to be shown: cut, and with nothing that is not printed. */
export function shown(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return cut.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "�");
}

function inWords({ entry, archiveByte, byte }: Place): string {
  const words = [
    ...(entry === undefined ? [] : [`"${shown(entry)}"`]),
    ...(archiveByte === undefined ? [] : [`byte ${archiveByte} of the archive`]),
    ...(byte === undefined ? [] : [`byte ${byte}`]),
  ].join(", ");
  return words === "" ? "" : `${words[0]!.toUpperCase()}${words.slice(1)}: `;
}
