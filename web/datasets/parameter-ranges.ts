/** What is known of a dataset's parameters without opening its file. */
import type { ListedDataset } from "#src/client/index.ts";
import { type Circuit, CircuitError, parametersOf } from "#src/impedance/circuit.ts";
import { parseCircuit } from "#src/impedance/parse.ts";

/** What a dataset says of its circuit. */
export type About = Pick<
  ListedDataset,
  "circuit" | "circuit_parameters" | "param_names" | "grid_size"
>;

/** A parameter, and what it was in the sweep. */
export interface KnownParameter {
  readonly name: string;
  /** As in Ω; empty for a pure number, and where nobody knows. */
  readonly unit: string;
  /** The ends of its axis, or the one value that it had; undefined where nobody knows. */
  readonly values?: Swept | readonly [number] | undefined;
}

/** An axis; its number of values is left out where all axes have the same. */
type Swept = readonly [from: number, to: number, count?: number];

/** The circuit of a dataset; undefined where its text is none. */
export function circuitOf({ circuit }: About): Circuit | undefined {
  try {
    return parseCircuit(circuit);
  } catch (error) {
    if (error instanceof CircuitError) return undefined;
    throw error;
  }
}

/** The parameters of a dataset in the order of its columns. */
export function parametersKnown(dataset: About): KnownParameter[] {
  const { param_names: names, grid_size: common } = dataset;
  const { axes, fixed } = dataset.circuit_parameters as Partial<Record<string, unknown>>;
  const circuit = circuitOf(dataset);
  const parameters = new Map(
    circuit && parametersOf(circuit).map((parameter) => [parameter.name, parameter]),
  );
  if (!Array.isArray(axes)) {
    return names.map((name) => ({ name, unit: parameters.get(name)?.unit ?? "" }));
  }
  const swept = new Map(axes.flatMap((axis) => asAxis(axis, common)));
  const given = (fixed ?? {}) as Readonly<Record<string, unknown>>;
  return names.map((name) => {
    const { unit = "", default: otherwise } = parameters.get(name) ?? {};
    const value = given[name] ?? otherwise;
    const values = swept.get(name) ?? (typeof value === "number" ? [value] : undefined);
    return { name, unit, values };
  });
}

/** An axis as a sweep's request has it: whoever registered the dataset wrote it down. */
function asAxis(axis: unknown, common: number | null): [string, Swept][] {
  const { parameter, from, to, count } = (axis ?? {}) as Partial<Record<string, unknown>>;
  if (typeof parameter !== "string" || typeof from !== "number" || typeof to !== "number")
    return [];
  const isSaid = typeof count === "number" && count !== common;
  return [[parameter, isSaid ? [from, to, count] : [from, to]]];
}
