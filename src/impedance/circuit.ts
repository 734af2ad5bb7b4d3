/** A circuit as a tree, and the parameters its elements have. */
import { type ElementParameter, type ElementSymbol, kindOf } from "./elements.ts";

/** One element. */
export interface CircuitElement {
  readonly kind: "element";
  /** Its name, unique in the circuit and begun by its symbol: `R0`, `CPE1`, `Ra`. */
  readonly name: string;
  readonly symbol: ElementSymbol;
}

/** Two parts or more, one after another; none of them is itself a series. */
export interface Series {
  readonly kind: "series";
  readonly parts: readonly Circuit[];
}

/** Two branches or more, side by side. */
export interface Parallel {
  readonly kind: "parallel";
  readonly branches: readonly Circuit[];
}

/** A circuit between two terminals. */
export type Circuit = CircuitElement | Series | Parallel;

/** How large a circuit may be. */
export const circuitLimits = {
  /** Most characters of its text. */
  length: 2000,
  /** Most elements. */
  elements: 100,
  /** Deepest nesting of parallels and brackets. */
  depth: 50,
} as const;

/** A text that is no circuit: `message` is a sentence that says what was wrong, and where. */
export class CircuitError extends Error {
  override readonly name = "CircuitError";
  readonly statusCode = 422;
  /** Index of the character the error is at, from 0; the text's length where the text ends early. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** One parameter of a circuit. */
export interface CircuitParameter extends ElementParameter {
  /** As impedance.py names it: the element's name, with `_0`, `_1` … if it has several. */
  readonly name: string;
  /** Name of the element it belongs to. */
  readonly element: string;
}

/** The elements of a circuit, in the order they are written. */
export function elementsOf(circuit: Circuit): CircuitElement[] {
  switch (circuit.kind) {
    case "element":
      return [circuit];
    case "series":
      return circuit.parts.flatMap(elementsOf);
    case "parallel":
      return circuit.branches.flatMap(elementsOf);
  }
}

/** The parameters of a circuit, in the order of its elements: the order of every array of them. */
export function parametersOf(circuit: Circuit): CircuitParameter[] {
  return elementsOf(circuit).flatMap(({ name, symbol }) => {
    const { parameters } = kindOf(symbol);
    return parameters.map((parameter, index) => ({
      ...parameter,
      name: parameters.length === 1 ? name : `${name}_${index}`,
      element: name,
    }));
  });
}

/** Writes a circuit in impedance.py's way, `R0-p(R1,C1)`; `parseCircuit` reads it back the same. */
export function formatCircuit(circuit: Circuit): string {
  switch (circuit.kind) {
    case "element":
      return circuit.name;
    case "series":
      return circuit.parts.map(formatCircuit).join("-");
    case "parallel":
      return `p(${circuit.branches.map(formatCircuit).join(",")})`;
  }
}

/** Joins parts in series; a part that is itself a series gives its own parts. */
export function series(parts: readonly Circuit[]): Circuit {
  const flat = parts.flatMap((part) => (part.kind === "series" ? part.parts : [part]));
  return flat.length === 1 ? flat[0]! : { kind: "series", parts: flat };
}
