/** What a sweep has found, as lines of a terminal. */
import { parametersOf } from "#src/impedance/circuit.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import type { SweepResult } from "#src/impedance/result.ts";
import type { Sweep } from "#src/impedance/sweep.ts";
import { type Display, tableLines } from "./table.ts";

/** Rows of a dataset, the best first. */
export interface BestRows {
  /** [rows][parameters], in the circuit's order. */
  readonly parameters: readonly (readonly (number | null)[])[];
  readonly resnorms: readonly (number | null)[];
}

/** The best rows as a table: rank, distance, and the value of every parameter. */
export function bestTable(
  { circuit, metric }: Pick<Sweep, "circuit" | "metric">,
  { parameters, resnorms }: BestRows,
  display: Display,
): string[] {
  const align = "right" as const;
  const values = parametersOf(circuit).map(({ name, unit }, i) => ({
    title: titled(name, unit),
    cells: parameters.map((row) => shown(row[i])),
    align,
  }));
  const ranks = { title: "RANK", cells: resnorms.map((_, row) => String(row + 1)), align };
  const distance = titled(metric, metrics[metric].unit);
  const distances = { title: distance, cells: resnorms.map(shown), align };
  return tableLines([ranks, distances, ...values], display, {
    // What does not fit is in the file.
    spare: values.map(({ title }) => title).toReversed(),
  });
}

/** What the spectrum of the best row says of its parameters, in sentences. */
export function identifiabilityLines(found: SweepResult["identifiability"]): string[] {
  if (found === null) return [];
  const { parameters, rank, sentences } = found;
  if (rank === parameters) return [`The spectrum of rank 1 fixes all ${parameters} parameters.`];
  const counted = `The spectrum of rank 1 fixes ${rank} combinations of the ${parameters} parameters`;
  return [`${counted}, to seven digits. It leaves free:`, ...sentences.map((s) => `  ${s}`)];
}

function titled(name: string, unit: string): string {
  return unit === "" ? name : `${name} (${unit})`;
}

/** Six digits, with an exponent where zeros would hide them. */
function shown(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const rounded = Number(value.toPrecision(6));
  const isShort = rounded === 0 || (Math.abs(rounded) >= 1e-3 && Math.abs(rounded) < 1e9);
  return isShort ? String(rounded) : rounded.toExponential();
}
