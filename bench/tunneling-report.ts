/** The tunneling comparison as Markdown tables. */
import { median } from "./measure.ts";
import type { ExchangeTimes } from "./service.ts";
import { table } from "./table.ts";

/** What one computation took, in ms. */
export interface Stages {
  readonly solve: number;
  readonly evolve: number;
}

/** What one computation of ours took. */
export interface KernelSample extends Stages {
  /** Eigenstates kept. */
  readonly states: number;
}

/** What was measured at one size; all samples in ms. */
export interface Measured {
  readonly intervals: number;
  /** Empty where it was not run. */
  readonly dense: readonly Stages[];
  /** Empty where it was not run. */
  readonly denseConverted: readonly Stages[];
  readonly tridiagonal: readonly Stages[];
  readonly tridiagonalWhole: readonly Stages[];
  readonly http: readonly ExchangeTimes[];
  readonly kernel: readonly KernelSample[];
  /** float32 of ψ in the answer. */
  readonly values: number;
  /** max|Δψ|/max|ψ| against SciPy in float64. */
  readonly error: number;
}

const whole = ({ solve, evolve }: Stages) => solve + evolve;

/** The result's tables, with what each column is. */
export function tunnelingReport(
  measured: readonly Measured[],
  versions: Readonly<Record<string, string>>,
): string {
  const scaled = measured.some((size) => size.dense.length === 0);
  return `- Python ${versions.python}, NumPy ${versions.numpy}, SciPy ${versions.scipy}, BLAS ${versions.blas}

Everything but N is the default request: 500 frames. Median of the rounds, in ms, least in
parentheses. (a) and (b) are the computation alone; ours over HTTP is a whole request to a server
process, until the client has read the last byte; ours alone is the same computation on one thread, in
one process.

- **(a)** the established method: NumPy's dense \`eigh\`, then for each frame one complex
  matrix–vector product and two conversions to float32, as usually written
- **(a′)** the same, with the eigenvectors made complex once instead of by NumPy at every product
- **(b)** the best that SciPy can do: \`eigh_tridiagonal\` (MRRR) over the energies that hold all but
  10⁻¹² of the packet, then all frames by one float32 matrix product
- **(b′)** the same with \`eigh_tridiagonal\` over all energies, truncated afterwards to the states that
  hold all but 10⁻¹²: fewer states, but more to solve

${table(
  [
    ...["N", "(a)", "(a′)", "(b)", "(b′)", "ours, HTTP", "ours alone"],
    ...["(a) / HTTP", "(a′) / HTTP", "(b) / HTTP", "(b′) / HTTP", "(b) / alone", "(b′) / alone"],
  ],
  measured.map((size) => {
    const usual = denseTime("dense", size, measured);
    const converted = denseTime("denseConverted", size, measured);
    const best = size.tridiagonal.map(whole);
    const all = size.tridiagonalWhole.map(whole);
    const http = size.http.map((times) => times.whole);
    const alone = size.kernel.map(whole);
    return [
      size.intervals,
      usual.told,
      converted.told,
      told(best),
      told(all),
      told(http),
      told(alone),
      ratio(usual.median, median(http)),
      ratio(converted.median, median(http)),
      ratio(median(best), median(http)),
      ratio(median(all), median(http)),
      ratio(median(best), median(alone)),
      ratio(median(all), median(alone)),
    ];
  }),
)}
${scaled ? scaledNote : ""}
Where the time goes, medians in ms. States are the eigenstates that we keep. An output value is one
float32 of ψ; ns per value is solve and evolve of ours alone over the values of the answer. Evolving costs
a multiplication and an addition a value and state, which gives GFLOP/s. Over HTTP, solve and first
frames are the answer's \`Server-Timing\`, which leaves with the first piece of frames; the rest is
computed while it is sent. Error is max|Δψ|/max|ψ| of the answer over HTTP against (b) in float64
throughout.

${table(
  [
    "N",
    "states",
    "alone: solve",
    "evolve",
    "GFLOP/s",
    "ns per value",
    "HTTP: solve",
    "first frames",
    "first byte",
    "last byte",
    "(b): solve",
    "evolve",
    "error",
  ],
  measured.map(({ intervals, kernel, http, tridiagonal, values, error }) => [
    intervals,
    kernel[0]!.states,
    ms(median(kernel.map((stages) => stages.solve))),
    ms(median(kernel.map((stages) => stages.evolve))),
    ((2 * values * kernel[0]!.states) / median(kernel.map((s) => s.evolve)) / 1e6).toFixed(0),
    ((median(kernel.map(whole)) * 1e6) / values).toFixed(1),
    ms(median(http.map((times) => times.stages.solve ?? Number.NaN))),
    ms(median(http.map((times) => times.stages.evolve ?? Number.NaN))),
    ms(median(http.map((times) => times.firstByte))),
    ms(median(http.map((times) => times.whole))),
    ms(median(tridiagonal.map((stages) => stages.solve))),
    ms(median(tridiagonal.map((stages) => stages.evolve))),
    error.toExponential(1),
  ]),
)}`;
}

const scaledNote = `
\\* not run but scaled from the largest size that was, \`eigh\` as N³ and the frames as N²; \`--full\` runs it.
`;

/** Dense eigh's time at a size: measured, or scaled up from the largest smaller size measured. */
function denseTime(
  method: "dense" | "denseConverted",
  size: Measured,
  all: readonly Measured[],
): { readonly median: number; readonly told: string } {
  if (size[method].length > 0) {
    const times = size[method].map(whole);
    return { median: median(times), told: told(times) };
  }
  const from = all.findLast((at) => at[method].length > 0 && at.intervals < size.intervals);
  if (!from) return { median: Number.NaN, told: "–" };
  const factor = size.intervals / from.intervals;
  const scaled =
    median(from[method].map((stages) => stages.solve)) * factor ** 3 +
    median(from[method].map((stages) => stages.evolve)) * factor ** 2;
  return { median: scaled, told: `${ms(scaled)}*` };
}

function told(values: readonly number[]): string {
  return `${ms(median(values))} (${ms(Math.min(...values))})`;
}

function ms(value: number): string {
  return Number.isNaN(value) ? "–" : value.toFixed(value < 100 ? 1 : 0);
}

function ratio(theirs: number, ours: number): string {
  return Number.isNaN(theirs) ? "–" : `${(theirs / ours).toFixed(1)}×`;
}
