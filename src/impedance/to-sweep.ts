/** Makes a sweep of a request: its circuit, its grid and what it is measured against. */
import { type Axis, frequencies, GridError } from "./axis.ts";
import { bandOf, type Vector, vector } from "./band.ts";
import { type Circuit, CircuitError, formatCircuit } from "./circuit.ts";
import { type Grid, gridOf, standardAxes, standardCircuit, standardReference } from "./grid.ts";
import { parseCircuit } from "./parse.ts";
import { compile, evaluator } from "./program.ts";
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

/** The circuit of a request. */
export function circuitOf({ circuit }: SweepFields): Circuit {
  return at(["circuit"], () => parseCircuit(circuit));
}

/** The grid of a request. */
export function gridOfRequest(
  request: SweepFields,
  circuit: Circuit,
  { points }: SweepLimits,
): Grid {
  const axes = axesOf(request, circuit);
  return at(["axes"], () => gridOf(circuit, { axes, fixed: request.fixed }, points));
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
    return at(["freq_min"], () => frequencies(freq_min, freq_max, n_frequencies));
  }
  if ((freq_min ?? freq_max ?? n_frequencies) !== undefined) {
    const message =
      "is given by the measured reference; leave freq_min, freq_max, n_frequencies out";
    throw new SweepFieldError(["reference", "frequencies"], message);
  }
  return Float64Array.from(reference.frequencies);
}

/** What a request measures against: Z of the circuit at a point, or what was measured. */
export function referenceOf(
  { reference = { parameters: {} } }: SweepFields,
  circuit: Circuit,
  grid: Grid,
  frequencies: Float64Array,
): Vector {
  if ("frequencies" in reference) return measuredReference(reference);
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

function measuredReference(measured: {
  frequencies: number[];
  real: number[];
  imag: number[];
}): Vector {
  const { length } = measured.frequencies;
  for (const part of ["real", "imag"] as const) {
    if (measured[part].length === length) continue;
    const message = `must have ${length} values, one a frequency, but has ${measured[part].length}`;
    throw new SweepFieldError(["reference", part], message);
  }
  return { re: Float64Array.from(measured.real), im: Float64Array.from(measured.imag) };
}

/** Does some work, and says of which field an error of the core is. */
export function at<T>(path: readonly (string | number)[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CircuitError || error instanceof GridError) {
      throw new SweepFieldError(path, error.message, { cause: error });
    }
    throw error;
  }
}
