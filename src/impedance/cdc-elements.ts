/** The elements of circuit description codes, and how each is said with one of ours. */
import type { ElementSymbol } from "./elements.ts";

/** Values of an element's parameters by their names. */
export type CdcValues = Readonly<Record<string, number>>;

/** One element of the notation. */
export interface CdcElement {
  /** Ours that has the same impedance. */
  readonly symbol: ElementSymbol;
  /** Its parameters' names there, with the defaults of pyimpspec 5.1.3. */
  readonly given: CdcValues;
  /** The parameters of ours. Where there is an `n` and ours has no exponent, it must be ½. */
  readonly convert: (values: CdcValues) => number[];
}

const inOrder =
  (...names: string[]) =>
  (values: CdcValues) =>
    names.map((name) => values[name]!);

/** τ = B and Z0 = √(B/Y), from coth((jωB)^½)/(jωY)^½ and the same with tanh. */
const finiteDiffusion = ({ Y, B }: CdcValues) => [Math.sqrt(B! / Y!), B!];

/** Every element read, by its symbol in the notation. */
export const cdcElements: Readonly<Record<string, CdcElement>> = {
  R: { symbol: "R", given: { R: 1000 }, convert: inOrder("R") },
  C: { symbol: "C", given: { C: 1e-6 }, convert: inOrder("C") },
  L: { symbol: "L", given: { L: 1e-6 }, convert: inOrder("L") },
  La: { symbol: "La", given: { L: 1e-6, n: 0.95 }, convert: inOrder("L", "n") },
  Q: { symbol: "CPE", given: { Y: 1e-6, n: 0.95 }, convert: inOrder("Y", "n") },
  // 1/(Y√(jω)) = A(1 − j)/√ω
  W: { symbol: "W", given: { Y: 1e-3, n: 0.5 }, convert: ({ Y }) => [1 / (Y! * Math.SQRT2)] },
  Wo: { symbol: "Wo", given: { Y: 1, B: 1, n: 0.5 }, convert: finiteDiffusion },
  Ws: { symbol: "Ws", given: { Y: 1, B: 1, n: 0.5 }, convert: finiteDiffusion },
  // 1/(Y√(k + jω)) = R/√(1 + jωt)
  G: {
    symbol: "G",
    given: { Y: 1, k: 1, n: 0.5 },
    convert: ({ Y, k }) => [1 / (Y! * Math.sqrt(k!)), 1 / k!],
  },
  Ga: { symbol: "G", given: { R: 1, tau: 1, n: 0.5 }, convert: inOrder("R", "tau") },
  K: { symbol: "K", given: { R: 1, tau: 1 }, convert: inOrder("R", "tau") },
  Zarc: { symbol: "Zarc", given: { R: 1000, tau: 1, n: 0.95 }, convert: inOrder("R", "tau", "n") },
};

/** Those symbols, as a sentence lists them. */
export const cdcSymbols: readonly string[] = Object.keys(cdcElements).sort();

/** Whether the element's `n`, if any, may only be ½. */
export function needsHalf({ symbol, given }: CdcElement): boolean {
  return "n" in given && ["W", "Wo", "Ws", "G"].includes(symbol);
}
