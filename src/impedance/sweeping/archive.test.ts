import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { npzBytes, npzSize } from "#src/arrays/npz.ts";
import { openNpz } from "#src/arrays/npz-reader.ts";
import { bytesSource } from "#src/arrays/source.ts";
import { builtKernels } from "#src/numeric/built-kernels.ts";
import { instantiateKernels } from "#src/numeric/kernels.ts";
import { circuitWithParameters, impedanceOf } from "#test/support/circuits.ts";
import { type Circuit, formatCircuit, parametersOf } from "../circuit.ts";
import { ranked } from "../order.ts";
import { sweepRequest } from "../request.ts";
import { solverOf } from "../solver.ts";
import { spectrumColumns } from "../sweep.ts";
import type { SweepFields } from "../sweep-fields.ts";
import { toSweep } from "../to-sweep.ts";
import { datasetArrays, datasetBytes } from "./archive.ts";
import { metadataOf } from "./metadata.ts";
import { outcomeOf } from "./outcome.ts";

const kernels = await builtKernels();

/** A request for a few points around some parameters of a circuit. */
const requests = fc
  .tuple(circuitWithParameters(), fc.infiniteStream(fc.integer({ min: 0, max: 5 })))
  .map(([{ circuit, parameters }, choices]) => requestOf(circuit, parameters, choices));

function requestOf(circuit: Circuit, values: Float64Array, choices: Iterator<number>) {
  const all = parametersOf(circuit).map(({ name, most }, i) => ({ name, most, value: values[i]! }));
  const swept = new Set([all[0]!, all.at(-1)!, all[Math.floor(all.length / 2)]!]);
  const axes = [...swept].map(({ name, most, value }) => {
    const scale = most === 1 || choices.next().value! > 3 ? "linear" : "logarithmic";
    const count = 2 + Math.floor(choices.next().value! / 2);
    return { parameter: name, from: value / 2, to: Math.min(most, value * 1.5), count, scale };
  });
  const fixed = all.filter((parameter) => !swept.has(parameter));
  return sweepRequest().parse({
    circuit: formatCircuit(circuit),
    axes,
    fixed: Object.fromEntries(fixed.map(({ name, value }) => [name, value])),
    n_frequencies: 10,
    reference: {
      parameters: Object.fromEntries(all.map(({ name, value }) => [name, value])),
    },
    columns: choices.next().value! > 2 ? "full" : "complex",
  });
}

async function fileOf(request: SweepFields) {
  const sweep = toSweep(request);
  const solver = solverOf(sweep, instantiateKernels(kernels));
  const resnorms = new Float64Array(sweep.grid.size);
  solver.rank(0, resnorms);
  const ranking = { resnorms, order: ranked(resnorms) };
  const outcome = outcomeOf(sweep.grid, ranking);
  async function* spectra() {
    for (const index of ranking.order) {
      const row = new Float32Array(10 * spectrumColumns[request.columns].length);
      solver.spectra(Uint32Array.of(index), request.columns, row);
      yield new Uint8Array(row.buffer);
    }
  }
  const facts = {
    request,
    sweep,
    outcome,
    filename: "a.npz",
    location: "precomputed",
    created: new Date(0),
  } as const;
  const { columns } = request;
  const metadata = metadataOf(facts);
  const arrays = datasetArrays({ sweep, ranking, columns, spectra: spectra(), metadata });
  const pieces: Uint8Array[] = [];
  for await (const piece of npzBytes(arrays)) pieces.push(Uint8Array.from(piece));
  const bytes = new Uint8Array(Buffer.concat(pieces));
  assert.equal(bytes.length, npzSize(arrays));
  return { sweep, bytes, estimate: datasetBytes(sweep, columns) };
}

test("each row of a file is its parameters, their spectrum, and how far that is", async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const { sweep, bytes, estimate } = await fileOf(request);
      assert(bytes.length > estimate && bytes.length < estimate + 64 * 1024);
      const npz = await openNpz(bytesSource(bytes));
      const read = async (name: string) => (await npz.read(name)).data as Float32Array;
      const [parameters, resnorms, spectrum] = await Promise.all(
        ["parameters", "resnorms", "spectrum"].map(read),
      );
      const { grid, reference } = sweep;
      const width = spectrumColumns[request.columns].length;
      const seen = new Set<string>();
      for (let row = 0; row < grid.size; row++) {
        if (row > 0) assert(!(resnorms![row]! < resnorms![row - 1]!), "rows rise");
        const point = grid.parameters.map((_, i) => parameters![row * grid.parameters.length + i]!);
        seen.add(point.join());
        let total = 0;
        for (const [f, frequency] of sweep.frequencies.entries()) {
          const { re, im } = impedanceOf(sweep.circuit, Float64Array.from(point), frequency);
          const values = spectrum!.subarray((row * 10 + f) * width, (row * 10 + f + 1) * width);
          const size = Math.hypot(re, im);
          // The parameters themselves are rounded to float32.
          near(Math.hypot(values[0]! - re, values[1]! - im), 0, 1e-5 * size);
          if (width === 4) {
            near(values[2]!, size, 1e-5 * size);
            near(values[3]!, (Math.atan2(im, re) * 180) / Math.PI, 1e-3);
          }
          total += Math.hypot(re - reference.re[f]!, im - reference.im[f]!);
        }
        const largest = Math.max(
          ...sweep.frequencies.keys().map((f) => Math.hypot(reference.re[f]!, reference.im[f]!)),
        );
        near(resnorms![row]!, total / 10, 1e-5 * (largest + total));
      }
      assert.equal(seen.size, grid.size, "every point is there");
    }),
    { numRuns: 40 },
  );
});

function near(value: number, expected: number, tolerance: number): void {
  assert(Math.abs(value - expected) <= tolerance, `${value} is not ${expected} ± ${tolerance}`);
}
