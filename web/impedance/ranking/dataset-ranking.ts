/** The ranking of a dataset, asked of the server by range. */
import * as z from "zod";
import {
  bestResults,
  type FoundSets,
  loadDataset,
  type RequestOptions,
  searchDataset,
} from "#src/client/index.ts";
import { type Circuit, CircuitError } from "#src/impedance/circuit.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import { countWithin, level, type Models, type Ranking, type SweptAxis } from "./models.ts";

/** For how long a brush rests before the server is asked, ms. */
const patience = 150;

/** Rows that are looked at to say how many are level with the best. */
const looked = 10_000;

/** What a dataset of ours says of its axes; one from elsewhere need not. */
const sweptIn = z.object({
  axes: z.array(
    z.object({
      parameter: z.string(),
      scale: z.enum(["linear", "logarithmic"]),
      count: z.int().min(2).optional(),
    }),
  ),
});

/** The ranking of a dataset. Throws as the client does. */
export async function openRanking(filename: string, options: RequestOptions): Promise<Ranking> {
  const [{ metadata, dataset_info: info }, { data }] = await Promise.all([
    loadDataset(filename, options),
    bestResults(filename, looked, options),
  ]);
  const names = data.param_names;
  const resnorms = numbersOf(data.resnorms);
  const written = sweptIn.safeParse(metadata).data?.axes ?? [];
  const axes = names.flatMap((name, i): SweptAxis[] => {
    const range = info.parameter_ranges[name.toLowerCase()];
    if (range?.min === undefined || range.max === undefined || range.min === range.max) return [];
    const { scale, count } = written.find(({ parameter }) => parameter === name) ?? {
      scale: range.min > 0 && data.param_units[i] !== "" ? "logarithmic" : "linear",
    };
    const known = count === undefined ? {} : { count };
    return [{ name, unit: signOf(range.unit), scale, from: range.min, to: range.max, ...known }];
  });
  const { circuit, metric } = metadata;
  const total = data.n_total;
  return {
    circuit: parsed(circuit),
    frequencies: numbersOf(info.frequencies),
    total,
    axes,
    metric: { name: typeof metric === "string" ? metric : "resnorm", unit: unitOf(metric) },
    patience,
    level: countWithin({ resnorms }, resnorms[0]! * (1 + level)),
    best: async ({ most, ranges }, signal) => {
      const asked = { limit: most, ranges };
      const { data } = await searchDataset(filename, asked, { ...options, signal });
      // The server stops looking once it has found enough.
      const isAll = data.count < most;
      const matching = isAll ? data.count : undefined;
      const isUnfiltered = Object.keys(ranges).length === 0;
      return modelsOf(names, data, isUnfiltered ? total : matching);
    },
  };
}

/** What was found as models; the rows of a dataset are in the order of their ranks. */
function modelsOf(
  names: readonly string[],
  found: FoundSets["data"],
  matching: number | undefined,
): Models {
  return {
    names,
    count: found.count,
    parameters: numbersOf(found.parameters.flat()),
    resnorms: numbersOf(found.resnorms),
    ranks: Uint32Array.from(found.indices),
    matching,
  };
}

/** JSON has no infinities and no NaN: the server sends null, the worst there is. */
function numbersOf(numbers: readonly (number | null)[]): Float64Array {
  return Float64Array.from(numbers, (number) => number ?? Number.POSITIVE_INFINITY);
}

/** The unit of a metric; that of the impedance where the metric is not known. */
function unitOf(metric: unknown): string {
  return metric === "modulus-weighted" ? metrics[metric].unit : metrics.resnorm.unit;
}

/** Units of datasets are words. */
function signOf(unit: string): string {
  return { ohm: "Ω", ohms: "Ω", farad: "F", farads: "F", henry: "H", second: "s" }[unit] ?? unit;
}

/** A file from elsewhere may say anything. */
function parsed(text: unknown): Circuit | undefined {
  if (typeof text !== "string") return undefined;
  try {
    return parseCircuit(text);
  } catch (error) {
    if (error instanceof CircuitError) return undefined;
    throw error;
  }
}
