/** Makes a sweep of a request: its circuit, its grid and what it is measured against. */
import { type Axis, frequencies, GridError } from "./axis.ts";
import { bandOf, type Vector, vector } from "./band.ts";
import { type Circuit, formatCircuit } from "./circuit.ts";
import { readCircuit } from "./circuit-text.ts";
import { type Grid, gridOf, standardAxes, standardCircuit, standardReference } from "./grid.ts";
import { compile, evaluator } from "./program.ts";
import type { MetricName } from "./resnorm.ts";
import type { Sweep } from "./sweep.ts";
import { defaultSweepLimits, type SweepFields, type SweepLimits } from "./sweep-fields.ts";

/** A request whose fields make no sweep together: which is at fault, and why. */
export class SweepFieldError extends Error {
  override readonly name = "SweepFieldError";
  readonly statusCode = 422;
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

/**
 * The sweep that a request asks for. Nothing is computed but the reference.
 * @throws SweepFieldError
 */
export function toSweep(request: SweepFields, limits: SweepLimits = defaultSweepLimits): Sweep {
  const circuit = circuitOf(request);
  const grid = gridOfRequest(request, circuit, limits);
  const band = frequenciesOf(request);
  const reference = referenceOf(request, circuit, grid, band);
  return { circuit, grid, frequencies: band, reference, metric: request.metric };
}

/** The circuit of a request, in either notation. */
export function circuitOf({ circuit }: SweepFields): Circuit {
  const read = readCircuit(circuit);
  if ("error" in read)
    throw new SweepFieldError(["circuit"], read.error.message, { cause: read.error });
  return read.circuit;
}

/** What is not swept, by name: values that the request gives, or else the circuit's description. */
function fixedOf({ circuit, fixed }: SweepFields, axes: readonly Axis[]): Record<string, number> {
  const read = readCircuit(circuit);
  const values = "error" in read ? {} : { ...read.values };
  for (const { parameter } of axes) delete values[parameter];
  return { ...values, ...fixed };
}

/** The grid of a request. */
export function gridOfRequest(
  request: SweepFields,
  circuit: Circuit,
  { points }: SweepLimits,
): Grid {
  const axes = axesOf(request, circuit);
  const fixed = fixedOf(request, axes);
  const pathOf = ({ path }: GridError) => {
    if (Object.hasOwn(request.fixed, path)) return ["fixed", path];
    return [request.axes === undefined ? "grid_size" : "axes"];
  };
  return at(pathOf, () => gridOf(circuit, { axes, fixed }, points));
}

/** Whether a circuit is the standard one, under the same names. */
export function isStandard(circuit: Circuit): boolean {
  return formatCircuit(circuit) === formatCircuit(standardCircuit);
}

/** The axes of a request, every one with its number of values. */
export function axesOf({ axes, grid_size = 5 }: SweepFields, circuit: Circuit): Axis[] {
  if (axes !== undefined) return axes.map((axis) => ({ ...axis, count: axis.count ?? grid_size }));
  if (isStandard(circuit)) return standardAxes(grid_size);
  const message = `are needed: only ${formatCircuit(standardCircuit)} has some by default`;
  throw new SweepFieldError(["axes"], message);
}

/** The frequencies of a request, in Hz. */
export function frequenciesOf({ reference, freq_min, freq_max, n_frequencies }: SweepFields) {
  if (reference === undefined || !("frequencies" in reference)) {
    const path = freq_min === undefined ? "freq_max" : "freq_min";
    return at([path], () => frequencies(freq_min, freq_max, n_frequencies));
  }
  if ((freq_min ?? freq_max ?? n_frequencies) !== undefined) {
    const message =
      "is given by the measured reference; leave freq_min, freq_max, n_frequencies out";
    throw new SweepFieldError(["reference", "frequencies"], message);
  }
  return Float64Array.from(reference.frequencies);
}

/**
 * What a request measures against: Z of the circuit at a point, or what was measured.
 * @throws SweepFieldError, too, where the metric divides by what is 0
 */
export function referenceOf(
  { reference = { parameters: {} }, metric }: SweepFields,
  circuit: Circuit,
  grid: Grid,
  frequencies: Float64Array,
): Vector {
  if ("frequencies" in reference) return measuredReference(reference, metric);
  const point = referencePoint(reference.parameters, circuit, grid);
  const z = vector(frequencies.length);
  evaluator(compile(circuit), bandOf(frequencies))(point, z);
  return z;
}

/**
 * All parameters of the point that a sweep is measured against, in the circuit's order.
 * @param given those that the request names
 * @throws SweepFieldError
 */
export function referencePoint(
  given: Readonly<Record<string, number>>,
  circuit: Circuit,
  grid: Grid,
): Float64Array {
  const byDefault = isStandard(circuit) ? standardReference : {};
  const unswept = new Set(grid.axes.map(({ parameter }) => grid.parameters[parameter]!));
  const fixed: Record<string, number> = {};
  for (const [i, name] of grid.parameters.entries()) {
    if (Object.hasOwn(byDefault, name)) fixed[name] = byDefault[name]!;
    else if (!unswept.has(name)) fixed[name] = grid.base[i]!;
  }
  return at(["reference", "parameters"], () =>
    gridOf(circuit, { axes: [], fixed: { ...fixed, ...given } }),
  ).base;
}

type Measured = Extract<SweepFields["reference"], { frequencies: unknown }>;

function measuredReference(measured: Measured, metric: MetricName): Vector {
  const { length } = measured.frequencies;
  for (const part of ["real", "imag"] as const) {
    if (measured[part].length === length) continue;
    const message = `must have ${length} values, one a frequency, but has ${measured[part].length}`;
    throw new SweepFieldError(["reference", part], message);
  }
  const zero = measured.real.findIndex((re, i) => re === 0 && measured.imag[i] === 0);
  if (metric === "modulus-weighted" && zero >= 0) {
    const message = `is 0 at frequency ${zero}, counted from 0, and modulus-weighted divides by it`;
    throw new SweepFieldError(["reference"], message);
  }
  return { re: Float64Array.from(measured.real), im: Float64Array.from(measured.imag) };
}

/**
 * Does some work, and says of which field an error of the core is.
 * @param path of the field, or what finds it
 */
export function at<T>(
  path: readonly (string | number)[] | ((error: GridError) => readonly (string | number)[]),
  work: () => T,
): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof GridError)) throw cause;
    const field = typeof path === "function" ? path(cause) : path;
    throw new SweepFieldError(field, cause.message, { cause });
  }
}
