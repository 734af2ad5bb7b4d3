/** What a sweep's file is called. */
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Session } from "#src/storage/database.ts";
import { formatCircuit } from "../circuit.ts";
import { datasetKey, freeName } from "../datasets/names.ts";
import { NameTakenError } from "../datasets/registration.ts";
import type { Sweep } from "../sweep.ts";
import type { SweepFields } from "../sweep-fields.ts";
import { isStandard } from "../to-sweep.ts";

/** `grid_{size}_freq_{min}_{max}.npz`; the size is `10x5` where the axes differ in their lengths. */
export function nameOf({ grid, frequencies }: Sweep): string {
  const lengths = grid.axes.map(({ values }) => values.length);
  const size = new Set(lengths).size === 1 ? lengths[0] : lengths.join("x");
  const [least, most] = [Math.min(...frequencies), Math.max(...frequencies)].map(rounded);
  return `grid_${size}_freq_${least}_${most}.npz`;
}

/** Longest circuit in a name, in characters. */
const longestCircuit = 120;

/**
 * What people call a sweep's dataset: as they asked for, as the file, or by circuit, points and
 * reference where the file's name is one of `nameOf` that does not tell them.
 */
export function displayName(
  { name, filename, reference }: Pick<SweepFields, "name" | "reference"> & { filename: string },
  { circuit, grid }: Sweep,
): string {
  if (name !== undefined) return name;
  const isMeasured = reference !== undefined && "frequencies" in reference;
  const isTold = !/^grid_[\dx]+_freq_/.test(filename) || (isStandard(circuit) && !isMeasured);
  if (isTold) return filename.replace(/\.npz$/, "");
  const text = formatCircuit(circuit);
  const short = text.length > longestCircuit ? `${text.slice(0, longestCircuit - 1)}…` : text;
  const models = `${grid.size.toLocaleString("en")} models`;
  return `${short}, ${models}${isMeasured ? " against a measurement" : ""}`;
}

/** A name that was wanted, and what has become of it so far. */
export interface Wanted {
  /** The name that was asked for; undefined if any will do. */
  readonly asked: string | undefined;
  /** The first that the database has free. */
  readonly free: string;
}

/**
 * A name that no dataset has, no sweep that is under way, and no file: the store may have some that
 * nobody registered. Nobody else is given it before the transaction ends.
 * @throws NameTakenError when it is not the one that was asked for
 */
export async function unusedName(
  session: Session,
  blobs: Blobs,
  { asked, free }: Wanted,
): Promise<string> {
  let name = free;
  while (await blobs.stat(datasetKey("user_generated", name))) {
    name = await freeName(session, nextName(name));
  }
  if (asked !== undefined && name !== asked) throw new NameTakenError(asked);
  return name;
}

function nextName(name: string): string {
  const [, base, number = "1"] = /^(.*?)(?:-(\d{1,9}))?\.npz$/.exec(name)!;
  return `${base}-${Number(number) + 1}.npz`;
}

/** Six digits tell bands apart, and names stay short. */
function rounded(frequency: number): number {
  return Number(frequency.toPrecision(6));
}
