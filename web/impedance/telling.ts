/** What is told of the parameters at a point: which the spectrum fixes, and why not more of them. */
import { type CircuitParameter, parametersOf } from "#src/impedance/circuit.ts";
import {
  type Identifiability,
  identifiability,
  leastChange,
} from "#src/impedance/identifiability.ts";
import type { Model } from "./model.ts";

/** Identifiability here, and what it would be at a point that is like others. */
export interface Telling extends Identifiability {
  /** Rank at a point close by that is in no way special: greater where this one is. */
  readonly usualRank: number;
  /** Parameters of one kind that have one value here, in groups of two or more. */
  readonly equal: readonly (readonly string[])[];
}

/** How far the other point is: by up to a third in each parameter, differently in each. */
const away = 0.3;

/** Tells of a model's parameters over those frequencies, in Hz; `threshold` is the relative noise. */
export function tell(
  { circuit, values }: Model,
  frequencies: Float64Array,
  threshold = leastChange,
): Telling {
  const parameters = parametersOf(circuit);
  const here = identifiability(circuit, values, frequencies, { threshold });
  const nearby = values.map((value, i) => {
    const { least, most } = parameters[i]!;
    // Multiples of the golden ratio's fraction: no two are alike, nor in a simple ratio.
    const part = ((i + 1) * 0.618034) % 1;
    return Math.min(most, Math.max(least, value * Math.exp(-away * part)));
  });
  const { rank } = identifiability(circuit, nearby, frequencies, { threshold });
  return {
    ...here,
    usualRank: Math.max(rank, here.rank),
    equal: groupsOfEqual(parameters, values),
  };
}

function groupsOfEqual(parameters: readonly CircuitParameter[], values: Float64Array): string[][] {
  const groups = Object.groupBy(
    parameters.map(({ name, unit }, i) => ({ name, key: `${unit} ${values[i]}` })),
    ({ key }) => key,
  );
  return Object.values(groups)
    .map((group) => group!.map(({ name }) => name))
    .filter((group) => group.length > 1);
}
