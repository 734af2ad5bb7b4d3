/** Our solver in this very process, on one thread: no server, no worker, no socket. */
import { builtKernels } from "#src/numeric/built-kernels.ts";
import { instantiateKernels } from "#src/numeric/kernels.ts";
import { createEvolution } from "#src/tunneling/evolution.ts";
import { toProblem, tunnelingRequest } from "#src/tunneling/problem.ts";
import { solve } from "#src/tunneling/spectrum.ts";
import { type Contender, contender } from "./measure.ts";
import type { KernelSample } from "./tunneling-report.ts";

/** Frames computed at once, about what the server sends in one piece. */
const framesAtOnce = 48;

/** A request computed from the problem to its last float32, in pieces as the server does it. */
export async function kernelAlone(
  request: object,
  rounds: number,
): Promise<Contender<KernelSample>> {
  const problem = toProblem(tunnelingRequest().parse(request));
  const kernels = instantiateKernels(await builtKernels());
  return contender(rounds, async () => {
    const start = performance.now();
    const spectrum = solve(problem, kernels);
    const solved = performance.now();
    const evolve = createEvolution(problem, spectrum, kernels);
    for (let first = 0; first < problem.frames; first += framesAtOnce) {
      evolve(first, Math.min(framesAtOnce, problem.frames - first));
    }
    const evolved = performance.now();
    return { solve: solved - start, evolve: evolved - solved, states: spectrum.states };
  });
}
