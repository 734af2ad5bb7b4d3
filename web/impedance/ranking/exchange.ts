/**
 * Models that are one: where parts of a circuit are alike, their parameters may be exchanged, and the
 * spectrum is the same for whatever frequencies. That is a matter of labels, not of what is measured.
 */
import { type Circuit, parametersOf } from "#src/impedance/circuit.ts";
import type { NamedValues } from "../model.ts";

/**
 * A text that two models of a circuit have in common exactly if one becomes the other by exchanging
 * parts that stand in the same series or parallel.
 */
export function likeness(circuit: Circuit, values: NamedValues): string {
  switch (circuit.kind) {
    case "element": {
      const own = parametersOf(circuit).map(({ name }) => values[name]);
      return `${circuit.symbol}:${own.join(":")}`;
    }
    case "series":
      return joined("s", circuit.parts, values);
    case "parallel":
      return joined("p", circuit.branches, values);
  }
}

/** The pairs of parameters whose values two models have exchanged. */
export function exchanged(circuit: Circuit, one: NamedValues, other: NamedValues) {
  const names = parametersOf(circuit)
    .map(({ name }) => name)
    .filter((name) => one[name] !== other[name]);
  return names.flatMap((a, i) => {
    const b = names.slice(i + 1).find((b) => one[a] === other[b] && one[b] === other[a]);
    return b === undefined ? [] : [[a, b] as const];
  });
}

function joined(kind: "s" | "p", parts: readonly Circuit[], values: NamedValues): string {
  const texts = parts.map((part) => likeness(part, values)).sort();
  return `${kind}(${texts.join(",")})`;
}
