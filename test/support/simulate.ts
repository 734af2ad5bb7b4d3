/** Runs a tunneling request through the core, without a server, for tests that look at the wave. */
import { builtKernels } from "#src/numeric/built-kernels.ts";
import { instantiateKernels } from "#src/numeric/kernels.ts";
import { createEvolution } from "#src/tunneling/evolution.ts";
import { grid } from "#src/tunneling/potential.ts";
import {
  type Problem,
  spacing,
  type TunnelingRequest,
  toProblem,
  tunnelingRequest,
} from "#src/tunneling/problem.ts";
import { solve } from "#src/tunneling/spectrum.ts";

const kernelModule = await builtKernels();

/** One frame of ψ. */
export interface Frame {
  readonly real: Float32Array;
  readonly imag: Float32Array;
}

/** Parses a request and gives its problem. */
export function problemOf(request: TunnelingRequest): Problem {
  return toProblem(tunnelingRequest().parse(request));
}

/** Everything that one request gives. */
export function simulate(request: TunnelingRequest) {
  const problem = problemOf(request);
  const kernels = instantiateKernels(kernelModule);
  const spectrum = solve(problem, kernels);
  const values = createEvolution(problem, spectrum, kernels)(0, problem.frames);
  const points = spectrum.points;
  const frame = (index: number): Frame => {
    const start = 2 * points * index;
    return {
      real: values.subarray(start, start + points),
      imag: values.subarray(start + points, start + 2 * points),
    };
  };
  return { problem, spectrum, x: grid(problem), dx: spacing(problem), frame };
}

/** Σ f_i·|ψ_i|²·dx, the expectation value of f; with no f, the norm. */
export function expectation({ real, imag }: Frame, dx: number, f?: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < real.length; i++) sum += (real[i]! ** 2 + imag[i]! ** 2) * (f?.[i] ?? 1);
  return sum * dx;
}

/** ⟨a|b⟩ = Σ a_i*·b_i·dx. */
export function overlap(a: Frame, b: Frame, dx: number): { real: number; imag: number } {
  let real = 0;
  let imag = 0;
  for (let i = 0; i < a.real.length; i++) {
    real += a.real[i]! * b.real[i]! + a.imag[i]! * b.imag[i]!;
    imag += a.real[i]! * b.imag[i]! - a.imag[i]! * b.real[i]!;
  }
  return { real: real * dx, imag: imag * dx };
}
