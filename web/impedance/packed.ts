/** A measured spectrum within an address. */
import { frequencyCount } from "#src/impedance/axis.ts";
import { frequencyLimits } from "#src/impedance/band.ts";
import type { Measured } from "./model.ts";

/** Most characters it may take there: Node refuses addresses beyond 16 KiB, and others before. */
const room = 7000;

/** The search parameters it is said in. */
export interface Packed {
  /** Frequency, Re, Im of each point, `_` between all of them: it is written in addresses as it is. */
  readonly measured?: string;
  readonly measured_name?: string;
}

/** Writes a spectrum for an address; nothing where it is too long for one. */
export function packMeasured({ name, frequencies, impedance: { re, im } }: Measured): Packed {
  const numbers = Array.from(frequencies, (f, i) => [f, re[i], im[i]]).flat();
  const measured = numbers.join("_");
  return measured.length > room ? {} : { measured, measured_name: name.slice(0, 100) };
}

/**
 * Reads it back; undefined where an address has none.
 *
 * @throws RangeError if it is no spectrum.
 */
export function unpackMeasured({ measured, measured_name = "measured" }: Packed) {
  if (measured === undefined) return undefined;
  const numbers = measured.split("_").map(Number);
  const count = numbers.length / 3;
  if (!(Number.isInteger(count) && count >= 2 && count <= frequencyCount.most)) {
    throw new RangeError(`it has ${numbers.length} numbers, which make no points of three.`);
  }
  const column = (at: number) =>
    Float64Array.from({ length: count }, (_, i) => numbers[3 * i + at]!);
  const frequencies = column(0);
  const { least, most } = frequencyLimits;
  const rise = frequencies.every(
    (f, i) => f >= least && f <= most && (i === 0 || f >= frequencies[i - 1]!),
  );
  if (!rise || !numbers.every(Number.isFinite)) {
    throw new RangeError("its frequencies do not rise, or something is no number.");
  }
  const impedance = { re: column(1), im: column(2) };
  return { kind: "measured" as const, name: measured_name, frequencies, impedance };
}
