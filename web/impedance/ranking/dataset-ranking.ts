/** The ranking of a dataset, asked of the server by range. */
import * as z from "zod";
import {
  bestResults,
  type FoundSets,
  loadDataset,
  type RequestOptions,
  searchDataset,
} from "#src/client/index.ts";
import { parametersOf } from "#src/impedance/circuit.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import { datasetWorkspace } from "../dataset-workspace.ts";
import type { Workspace } from "../model.ts";
import type { Models, Ranking, SweptAxis } from "./models.ts";

/** For how long a brush rests before the server is asked, ms. */
const patience = 150;

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

/** What a dataset is to the page. */
export interface OpenedRanking {
  readonly ranking: Ranking;
  /** The workspace it was made in; undefined if its file does not say of which circuit it is. */
  readonly usual: Workspace | undefined;
}

/** The ranking of a dataset. Throws as the client does. */
export async function openRanking(
  filename: string,
  options: RequestOptions,
): Promise<OpenedRanking> {
  const [loaded, { data }] = await Promise.all([
    loadDataset(filename, options),
    bestResults(filename, 1, options),
  ]);
  const { metadata, dataset_info: info } = loaded;
  const usual = datasetWorkspace(filename, loaded);
  const names = data.param_names;
  const known = new Map(usual && parametersOf(usual.circuit).map(({ name, unit }) => [name, unit]));
  const units = Object.fromEntries(
    names.map((name, i) => [name, known.get(name) ?? signOf(data.param_units[i] ?? "")]),
  );
  const written = sweptIn.safeParse(metadata).data?.axes ?? [];
  const axes = names.flatMap((name, i): SweptAxis[] => {
    const range = info.parameter_ranges[name.toLowerCase()];
    if (range?.min === undefined || range.max === undefined || range.min === range.max) return [];
    const { scale, count } = written.find(({ parameter }) => parameter === name) ?? {
      scale: range.min > 0 && data.param_units[i] !== "" ? "logarithmic" : "linear",
    };
    const counted = count === undefined ? {} : { count };
    return [{ name, unit: units[name]!, scale, from: range.min, to: range.max, ...counted }];
  });
  const { metric } = metadata;
  const total = data.n_total;
  const ranking: Ranking = {
    circuit: usual?.circuit,
    frequencies: numbersOf(info.frequencies),
    total,
    units,
    axes,
    metric: { name: typeof metric === "string" ? metric : "resnorm", unit: unitOf(metric) },
    patience,
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
  return { ranking, usual };
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
