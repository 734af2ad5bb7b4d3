/** The grid a sweep runs over: some parameters of a circuit on axes, the others fixed. */
import { type Axis, axisValues, GridError } from "./axis.ts";
import { type Circuit, parametersOf } from "./circuit.ts";
import { parseCircuit } from "./parse.ts";

/** What is swept. */
export interface GridRequest {
  /** Axes in the order of the loops, the last the fastest. */
  readonly axes: readonly Axis[];
  /** Parameters that are not swept, by name; those left out have their defaults. */
  readonly fixed?: Readonly<Record<string, number>>;
}

/** A grid of a circuit's parameters: point 0 has the first value of every axis. */
export interface Grid {
  /** All parameters of the circuit, in its order. */
  readonly parameters: readonly string[];
  readonly axes: readonly GridAxis[];
  /** Number of points, the product of the axes' lengths. */
  readonly size: number;
  /** Values of all parameters; those of the swept ones mean nothing. */
  readonly base: Float64Array;
}

/** An axis laid out. */
export interface GridAxis {
  /** Number of the parameter in the circuit's order. */
  readonly parameter: number;
  readonly values: Float64Array;
  /** How many points of the grid lie between one value and the next. */
  readonly stride: number;
}

/** Most points of a grid unless a server says otherwise: the standard circuit's 25⁵, and some. */
export const mostPoints = 10_000_000;

/**
 * Lays a grid out, once its size is known to be at most `limit`.
 *
 * @throws GridError naming the axis or parameter at fault.
 */
export function gridOf(circuit: Circuit, request: GridRequest, limit = mostPoints): Grid {
  const parameters = parametersOf(circuit);
  const names = parameters.map(({ name }) => name);
  const size = request.axes.reduce((product, { count }) => product * count, 1);
  if (!(size <= limit)) {
    throw new GridError(`The grid has ${size} points; at most ${limit} are swept.`, "axes");
  }
  for (const name of Object.keys(request.fixed ?? {})) indexOf(names, name);
  const base = Float64Array.from(parameters, ({ name, least, most, default: byDefault }) => {
    const value = request.fixed?.[name] ?? byDefault;
    if (value >= least && value <= most) return value;
    throw new GridError(`${name} is ${value}; it must be from ${least} to ${most}.`, name);
  });
  const axes: GridAxis[] = [];
  let stride = 1;
  for (const axis of request.axes.toReversed()) {
    const parameter = indexOf(names, axis.parameter);
    if (axes.some((other) => other.parameter === parameter)) {
      throw new GridError(`${axis.parameter} has two axes; it can have one.`, axis.parameter);
    }
    if (request.fixed !== undefined && Object.hasOwn(request.fixed, axis.parameter)) {
      const message = `${axis.parameter} is both fixed and on an axis; it must be one of them.`;
      throw new GridError(message, axis.parameter);
    }
    const values = axisValues(axis, parameters[parameter]!);
    axes.unshift({ parameter, values, stride });
    stride *= axis.count;
  }
  return { parameters: names, axes, size, base };
}

/** Writes all parameters of the grid's point number `index`, from 0, to `into`. */
export function pointAt(grid: Grid, index: number, into: Float64Array): void {
  into.set(grid.base);
  for (const { parameter, values, stride } of grid.axes) {
    into[parameter] = values[Math.floor(index / stride) % values.length]!;
  }
}

/** Values of the parameters that are on no axis, by name. */
export function fixedValues({ parameters, axes, base }: Grid): Record<string, number> {
  const swept = new Set(axes.map(({ parameter }) => parameter));
  const names = parameters.flatMap((name, i) => (swept.has(i) ? [] : [[name, base[i]!] as const]));
  return Object.fromEntries(names);
}

/** The number of the point that has value number `positions[i]` on axis i. */
export function indexAt(grid: Grid, positions: readonly number[]): number {
  return grid.axes.reduce((index, { stride }, i) => index + positions[i]! * stride, 0);
}

/** The epithelium's circuit: a shunt beside an apical and a basal membrane. */
export const standardCircuit = parseCircuit("p(Rsh,p(Ra,Ca)-p(Rb,Cb))");

/** The standard sweep's range of resistances, in Ω, and of capacitances, in F. */
const resistances = { from: 10, to: 1e4 } as const;
const capacitances = { from: 0.1e-6, to: 50e-6 } as const;

/**
 * The standard circuit's axes, all logarithmic and of one length, in the order Rsh, Ra, Ca, Rb, Cb.
 *
 * @param count values on each axis, 2 … 25.
 */
export function standardAxes(count: number): Axis[] {
  return ["Rsh", "Ra", "Ca", "Rb", "Cb"].map((parameter) => ({
    parameter,
    scale: "logarithmic",
    count,
    ...(parameter.startsWith("C") ? capacitances : resistances),
  }));
}

/** The reference the standard sweep is ranked against: every value the mean of its range's ends. */
export const standardReference: Readonly<Record<string, number>> = {
  Rsh: 5005,
  Ra: 5005,
  Ca: 2.505e-5,
  Rb: 5005,
  Cb: 2.505e-5,
};

function indexOf(names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index >= 0) return index;
  throw new GridError(`There is no parameter ${name}; there are ${names.join(", ")}.`, name);
}
