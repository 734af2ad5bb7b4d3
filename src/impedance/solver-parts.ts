/**
 * A swept circuit taken apart: what takes few different values over the grid becomes a table, and the
 * rest is joined from tables, what changes seldom first.
 */
import { type Circuit, elementsOf } from "./circuit.ts";
import { kindOf } from "./elements.ts";
import type { Grid } from "./grid.ts";

/** A part of the circuit. */
export type Part = Spectral | Scalar;

/** A part that has a spectrum. */
export type Spectral = Table | Slow | Join;

/** A subcircuit whose spectra are all computed beforehand. */
export interface Table extends Subcircuit {
  readonly kind: "table";
}

/** An element with too many spectra for a table: computed each time that an axis of it moves. */
export interface Slow extends Subcircuit {
  readonly kind: "slow";
}

/** A resistor, or a capacitor beside something: joined by its one number, without a spectrum. */
export interface Scalar extends Subcircuit {
  readonly kind: "resistor" | "capacitor";
}

/** Two parts joined, of which the second changes more often or is a scalar. */
export interface Join {
  readonly kind: "series" | "parallel";
  readonly first: Spectral;
  readonly second: Part;
  readonly level: number;
}

/** A part of the circuit and what it depends on. */
export interface Subcircuit {
  readonly circuit: Circuit;
  /** Numbers of its first parameter, and of the one after its last. */
  readonly from: number;
  readonly to: number;
  /** Numbers of the axes that its parameters are on, ascending. */
  readonly axes: readonly number[];
  /** How many different spectra it has over the grid. */
  readonly spectra: number;
  /** How many of them lie between one value of each axis and the next; 0 where it has no part in it. */
  readonly strides: readonly number[];
  /** The fastest axis it depends on; −1 for none. */
  readonly level: number;
}

/**
 * Most bytes that the tables of one solver take together. Each element has an equal share, so that
 * like parts are treated alike, and points tie that differ by an exchange of them.
 */
const TABLE_BYTES = 64 * 2 ** 20;

/**
 * How often a spectrum of a join must be used to be worth a place in a table: to fill it takes ten
 * times as long as to join two rows, and a large one is slower to read than that.
 */
const USES = 32;

/**
 * Takes a circuit apart.
 * @param rowBytes bytes of one spectrum
 */
export function partsOf(circuit: Circuit, grid: Grid, rowBytes: number): Spectral {
  const mostSpectra = TABLE_BYTES / elementsOf(circuit).length / rowBytes;

  function ofElement(part: Subcircuit): Table | Slow {
    return { ...part, kind: part.spectra <= mostSpectra ? "table" : "slow" };
  }

  function spectral(part: Part): Spectral {
    return isScalar(part) ? ofElement(part) : part;
  }

  function join(kind: Join["kind"], a: Part, b: Part): Join {
    const swap = isScalar(a) && !isScalar(b);
    const [first, second] = swap ? [b, a] : [a, b];
    return { kind, first: spectral(first), second, level: Math.max(a.level, b.level) };
  }

  function joinAll(kind: Join["kind"], parts: readonly Part[]): Part {
    return parts.toSorted((a, b) => a.level - b.level).reduce((a, b) => join(kind, a, b));
  }

  function walk(circuit: Circuit, from: number, within?: Join["kind"]): Part {
    const whole = subcircuit(circuit, grid, from);
    if (circuit.kind === "element") {
      if (within !== undefined && circuit.symbol === "R") return { ...whole, kind: "resistor" };
      if (within === "parallel" && circuit.symbol === "C") return { ...whole, kind: "capacitor" };
      return ofElement(whole);
    }
    if (whole.spectra <= Math.min(mostSpectra, grid.size / USES)) {
      return { ...whole, kind: "table" };
    }
    const { kind } = circuit;
    let next = from;
    const parts = (circuit.kind === "series" ? circuit.parts : circuit.branches).map((child) => {
      const first = next;
      next += parameterCount(child);
      return { shape: shapeOf(child), part: walk(child, first, kind) };
    });
    // Parts of one shape are joined to each other first: with two of them, it does not matter to the
    // last bit which one has which values.
    const groups = Object.values(Object.groupBy(parts, ({ shape }) => shape));
    const joined = groups.map((group) => group!.map(({ part }) => part));
    return joinAll(
      kind,
      joined.map((group) => joinAll(kind, group)),
    );
  }

  return spectral(walk(circuit, 0));
}

/** Whether a part is joined by its one number. */
export function isScalar(part: Part): part is Scalar {
  return part.kind === "resistor" || part.kind === "capacitor";
}

/**
 * The first axis of a run: over this axis and those after it, all tables are followed in equal steps.
 * An element without a table is computed for one value after another of the last axis.
 */
export function runAxisOf(part: Part, grid: Grid): number {
  if ("first" in part) {
    return Math.max(runAxisOf(part.first, grid), runAxisOf(part.second, grid));
  }
  let axis = Math.max(0, grid.axes.length - 1);
  if (part.kind === "slow") return axis;
  const { strides } = part;
  while (axis > 0 && strides[axis - 1] === strides[axis]! * grid.axes[axis]!.values.length) axis--;
  return axis;
}

function subcircuit(circuit: Circuit, grid: Grid, from: number): Subcircuit {
  const to = from + parameterCount(circuit);
  const axes = [...grid.axes.keys()].filter((axis) => {
    const { parameter } = grid.axes[axis]!;
    return parameter >= from && parameter < to;
  });
  const strides = grid.axes.map(() => 0);
  let spectra = 1;
  for (const axis of axes.toReversed()) {
    strides[axis] = spectra;
    spectra *= grid.axes[axis]!.values.length;
  }
  return { circuit, from, to, axes, spectra, strides, level: axes.at(-1) ?? -1 };
}

function parameterCount(circuit: Circuit): number {
  return elementsOf(circuit).reduce((sum, { symbol }) => sum + kindOf(symbol).parameters.length, 0);
}

/** A circuit without its names. */
function shapeOf(circuit: Circuit): string {
  if (circuit.kind === "element") return circuit.symbol;
  const children = circuit.kind === "series" ? circuit.parts : circuit.branches;
  return `${circuit.kind}(${children.map(shapeOf).join()})`;
}
