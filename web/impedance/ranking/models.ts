/** What is known of ranked models, wherever the ranking was made. */
import type { Circuit } from "#src/impedance/circuit.ts";

import type { NamedValues } from "../model.ts";

/** Part of the best measure by which another may be greater and count as level with it. */
export const level = 1e-6;

/** Models of one circuit, the best first. */
export interface Models {
  /** Names of the parameters, in the order of a row. */
  readonly names: readonly string[];
  readonly count: number;
  /** [count][names], in the parameters' units. */
  readonly parameters: Float64Array;
  /** How far each is from the reference, rising. */
  readonly resnorms: Float64Array;
  /** Place of each among all models, from 0. */
  readonly ranks: Uint32Array;
  /** How many models have their parameters in the ranges asked for; undefined where nobody counted. */
  readonly matching: number | undefined;
}

/** The values from `min` to `max`, both included. */
export interface Interval {
  readonly min: number;
  readonly max: number;
}

/** Which models are wanted: the best of those in all ranges. */
export interface Query {
  readonly most: number;
  /** By name of the parameter; one that is left out may have any value. */
  readonly ranges: Readonly<Record<string, Interval>>;
}

/** A quantity's values: those of a swept parameter. */
export interface SweptAxis {
  readonly name: string;
  /** Its unit, as in `Ω`; empty for a pure number. */
  readonly unit: string;
  readonly scale: "linear" | "logarithmic";
  readonly from: number;
  readonly to: number;
  /** How many values it has, evenly on the scale; undefined where that is not known. */
  readonly count?: number;
}

/** A ranking that can be asked. */
export interface Ranking {
  /** What the models are of; undefined where nobody knows. */
  readonly circuit: Circuit | undefined;
  /** Of their spectra, in Hz. */
  readonly frequencies: Float64Array;
  /** Models in all. */
  readonly total: number;
  /** Units of all parameters, by name, as in `Ω`; a pure number has none, or an empty one. */
  readonly units: Readonly<Record<string, string>>;
  /** Of the swept parameters; those that are not swept have one value. */
  readonly axes: readonly SweptAxis[];
  /** What it is ranked by, and the unit of it. */
  readonly metric: { readonly name: string; readonly unit: string };
  /** For how long a changing query is not sent yet, ms. */
  readonly patience: number;
  /** The best models of a query. */
  best(query: Query, signal: AbortSignal): Promise<Models>;
}

/** The parameters of model number `index`, in the order of `names`. */
export function valuesAt({ names, parameters }: Models, index: number): Float64Array {
  return parameters.slice(index * names.length, (index + 1) * names.length);
}

/** The same by their names. */
export function namedAt(models: Models, index: number): NamedValues {
  const values = valuesAt(models, index);
  return Object.fromEntries(models.names.map((name, i) => [name, values[i]!]));
}

/** How many of the models have a resnorm of at most `most`. */
export function countWithin({ resnorms }: Pick<Models, "resnorms">, most: number): number {
  let [low, high] = [0, resnorms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (resnorms[middle]! <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether model number `index` has the same resnorm as its neighbour above or below. */
export function isTied({ resnorms }: Pick<Models, "resnorms">, index: number): boolean {
  const own = resnorms[index];
  return own === resnorms[index - 1] || own === resnorms[index + 1];
}
