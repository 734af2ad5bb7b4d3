/** The sweep that the workspace and the panel's own settings ask for. */
import { type Axis, GridError } from "#src/impedance/axis.ts";
import { formatCircuit } from "#src/impedance/circuit.ts";
import { type GridRequest, gridOf, mostPoints } from "#src/impedance/grid.ts";
import type { Sweep } from "#src/impedance/sweep.ts";
import type { Bench } from "../model.ts";
import { isLogarithmic } from "../scale.ts";
import type { SweptAxis } from "./models.ts";

/** What the panel sets: which parameters are swept, by name, and over how many values each. */
export interface Plan {
  readonly swept: readonly string[];
  readonly count: number;
}

/** Most points that are ranked in the page: a second's work, and some tens of megabytes. */
export const mostLive = 2_000_000;

/** Most parameters that are swept unless the user says so. */
const mostByDefault = 5;

/** The plan that the panel opens with: the first parameters of the circuit, ten values each. */
export function firstPlan({ parameters }: Pick<Bench, "parameters">): Plan {
  return { swept: parameters.slice(0, mostByDefault).map(({ name }) => name), count: 10 };
}

/** Points of a plan's grid. */
export function pointsOf({ swept, count }: Plan): number {
  return count ** swept.length;
}

/** The axes of a plan, each over its parameter's range, and the values of the other parameters. */
export function gridRequest({ workspace, parameters }: Bench, plan: Plan): Required<GridRequest> {
  const axes: Axis[] = [];
  const fixed: Record<string, number> = {};
  for (const [i, parameter] of parameters.entries()) {
    if (!plan.swept.includes(parameter.name)) {
      fixed[parameter.name] = workspace.values[i]!;
      continue;
    }
    const scale = isLogarithmic(parameter) ? "logarithmic" : "linear";
    axes.push({
      parameter: parameter.name,
      scale,
      from: workspace.ranges[i]!.from,
      to: workspace.ranges[i]!.to,
      count: plan.count,
    });
  }
  return { axes, fixed };
}

/** The axes as the plot has them. */
export function sweptAxes({ parameters }: Bench, { axes }: GridRequest): SweptAxis[] {
  return axes.map(({ parameter, scale, from, to, count }) => {
    const { unit } = parameters.find(({ name }) => name === parameter)!;
    return { name: parameter, unit, scale, from, to, count };
  });
}

/** The sweep, or why there is none: a sentence. */
export function sweepOf(bench: Bench, plan: Plan): Sweep | string {
  const { circuit, metric } = bench.workspace;
  const { frequencies, reference } = bench;
  if (plan.swept.length === 0) return "No parameter is swept: choose at least one.";
  try {
    const grid = gridOf(circuit, gridRequest(bench, plan), mostPoints);
    return { circuit, grid, frequencies, reference, metric };
  } catch (error) {
    if (error instanceof GridError) return error.message;
    throw error;
  }
}

/** The same as a request to the server. */
export function requestOf(bench: Bench, plan: Plan): Record<string, unknown> {
  const { circuit, metric, span, reference } = bench.workspace;
  const { axes, fixed } = gridRequest(bench, plan);
  const isSame =
    reference.kind === "model" && formatCircuit(reference.circuit) === formatCircuit(circuit);
  const asked = isSame
    ? {
        freq_min: span.least,
        freq_max: span.most,
        n_frequencies: span.count,
        reference: {
          parameters: Object.fromEntries(
            bench.parameters.map(({ name }, i) => [name, reference.values[i]!]),
          ),
        },
      }
    : {
        reference: {
          frequencies: Array.from(bench.frequencies),
          real: Array.from(bench.reference.re),
          imag: Array.from(bench.reference.im),
        },
      };
  return { circuit: formatCircuit(circuit), axes, fixed, metric, ...asked };
}
