/** Sweeps at random, solved by the kernels, and worked out the plain way. */
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { frequencies } from "#src/impedance/axis.ts";
import { bandOf, type Vector, vector } from "#src/impedance/band.ts";
import { type Circuit, parametersOf } from "#src/impedance/circuit.ts";
import { elementSymbols } from "#src/impedance/elements.ts";
import { gridOf, pointAt, standardCircuit } from "#src/impedance/grid.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { compile, evaluator } from "#src/impedance/program.ts";
import { type MetricName, metrics } from "#src/impedance/resnorm.ts";
import { solverOf } from "#src/impedance/solver.ts";
import type { Sweep } from "#src/impedance/sweep.ts";
import {
  compileKernels,
  instantiateKernels,
  type Kernels,
  kernelBuilds,
} from "#src/numeric/kernels.ts";
import { circuitOf } from "./circuits.ts";

/** Each build of the kernels, compiled. */
export const compiledBuilds = await Promise.all(
  kernelBuilds.map(async (build) => {
    const path = new URL(`../../build/kernels/${build}.wasm`, import.meta.url);
    const module = await compileKernels(() => readFile(path));
    return { build, module, kernels: instantiateKernels(module) };
  }),
);

/** The measures of all points of a sweep. */
export function measuresOf(sweep: Sweep, kernels: Kernels): Float64Array {
  const measures = new Float64Array(sweep.grid.size);
  solverOf(sweep, kernels).rank(0, measures);
  return measures;
}

/** Spectra of a sweep's points by the evaluator that is held against other programs' figures. */
export function plainSpectra(sweep: Sweep): (index: number) => Vector {
  const band = bandOf(sweep.frequencies);
  const evaluate = evaluator(compile(sweep.circuit), band);
  const point = new Float64Array(sweep.grid.parameters.length);
  return (index) => {
    const z = vector(band.count);
    pointAt(sweep.grid, index, point);
    evaluate(point, z);
    return z;
  };
}

export const anyMetric = fc.constantFrom(...(Object.keys(metrics) as MetricName[]));

/** Without an inductor nothing resonates, and no sum of impedances loses its digits. */
const dissipative = circuitOf(elementSymbols.filter((symbol) => symbol !== "L" && symbol !== "La"));
const likeStandard = ["p(p(R1,C1)-p(R2,C2),R3)", "p(K1-Zarc1,R1)"].map(parseCircuit);
const anyCircuit = fc.oneof(fc.constantFrom(standardCircuit, ...likeStandard), dissipative);

/** A sweep of any circuit over some of its parameters, in any order, against a measured spectrum. */
export const anySweep: fc.Arbitrary<Sweep> = anyCircuit.chain(sweepOf);

function sweepOf(circuit: Circuit): fc.Arbitrary<Sweep> {
  const parameters = parametersOf(circuit);
  const shape = fc.record({
    swept: fc.shuffledSubarray(parameters, {
      minLength: 1,
      maxLength: Math.min(5, parameters.length),
    }),
    counts: fc.array(fc.integer({ min: 2, max: 7 }), { minLength: 5, maxLength: 5 }),
    decades: fc.double({ min: 0.1, max: 2, noNaN: true }),
    count: fc.integer({ min: 10, max: 23 }),
    metric: anyMetric,
    offset: fc.double({ min: -50, max: 50, noNaN: true }),
  });
  return shape.map(({ swept, counts, decades, count, metric, offset }) => {
    const axes = swept.map(({ name, default: value, most }, i) => {
      const [from, to] = most === 1 ? [0.4, 1] : [value / 10 ** decades, value * 10 ** decades];
      return { parameter: name, scale: "logarithmic" as const, from, to, count: counts[i]! };
    });
    const grid = gridOf(circuit, { axes });
    const band = frequencies(1e-2, 1e5, count);
    const sweep = { circuit, grid, metric, frequencies: band, reference: vector(count) };
    const { re, im } = plainSpectra(sweep)(Math.floor(grid.size / 2));
    return { ...sweep, reference: { re: re.map((value) => value + offset), im } };
  });
}
