/** Measures the points of a sweep against its reference. */
import type { Vector } from "./band.ts";
import type { MetricName } from "./resnorm.ts";
import type { PartsInMemory } from "./solver-memory.ts";
import type { RowMemory } from "./solver-rows.ts";
import { exchangeable, rankExchangeable, type Shunted, shunted } from "./standard.ts";
import type { Sweep } from "./sweep.ts";

/** Most points that are measured at once where their spectra take no room. */
const MOST_MEASURED = 4096;

/** What `Solver.rank` does, for a sweep whose parts are laid out. */
export function rankerOf(
  sweep: Sweep,
  parts: PartsInMemory,
): (first: number, into: Float64Array) => void {
  const { arena } = parts.memory;
  const standard = shunted(parts.tree);
  const most = standard === undefined ? parts.block : Math.min(parts.run, MOST_MEASURED);
  const measured = arena.take(most * 8);
  const yardstick = yardstickOf(sweep, parts.memory);
  const measure =
    standard === undefined
      ? (count: number) => measureSpectra(parts, yardstick, measured, count)
      : (count: number) => measureShunted(standard, parts, yardstick, measured, count);

  function rank(first: number, into: Float64Array): void {
    for (let done = 0; done < into.length; ) {
      const left = parts.moveTo(first + done);
      const count = Math.min(into.length - done, left, most);
      measure(count);
      into.set(arena.float64(measured, count), done);
      done += count;
    }
  }

  const n = standard && exchangeable(standard, parts);
  return n === undefined ? rank : (first, into) => rankExchangeable(n, first, into, rank);
}

/** What is measured by, as the kernels of kernels/distances.ts take it. */
interface Yardstick {
  readonly reference: number;
  /** Address of the weights; 0 if it is the mean of |Z − Zref|. */
  readonly weights: number;
  readonly frequencies: number;
}

function yardstickOf({ reference, metric, frequencies }: Sweep, memory: RowMemory): Yardstick {
  const weights = weightsOf(metric, reference);
  const yardstick = {
    reference: memory.take(1),
    weights: weights === undefined ? 0 : memory.take(1),
    frequencies: frequencies.length,
  };
  memory.write(yardstick.reference, reference);
  if (weights !== undefined) memory.write(yardstick.weights, { re: weights, im: weights });
  return yardstick;
}

/** w of a metric that is the root of the mean of w·|Z − Zref|²; none for the mean of |Z − Zref|. */
function weightsOf(metric: MetricName, { re, im }: Vector): Float64Array | undefined {
  switch (metric) {
    case "resnorm":
      return undefined;
    case "rmse":
      return new Float64Array(re.length).fill(1);
    case "modulus-weighted":
      return re.map((value, i) => 1 / (value * value + im[i]! * im[i]!));
  }
}

/** Measures so many points from the present one on, by their spectra. */
function measureSpectra(
  parts: PartsInMemory,
  { reference, weights, frequencies }: Yardstick,
  into: number,
  count: number,
): void {
  const { kernels, half } = parts.memory;
  const { address, step } = parts.compute(count);
  kernels.distances(address, step, reference, weights, frequencies, half, into, count);
}

/** Measures so many points from the present one on, without spectra. */
function measureShunted(
  standard: Shunted,
  parts: PartsInMemory,
  { reference, weights, frequencies }: Yardstick,
  into: number,
  count: number,
): void {
  const { kernels, half } = parts.memory;
  const r = parts.rowsOf(standard.shunt);
  const x = parts.rowsOf(standard.x);
  const y = parts.rowsOf(standard.y);
  kernels.shuntedDistances(
    r.address,
    r.step,
    x.address,
    x.step,
    y.address,
    y.step,
    reference,
    weights,
    frequencies,
    half,
    into,
    count,
  );
}
