/** What a dataset is about: by its metadata, and where those are silent by its arrays. */
import { formatCircuit } from "#src/impedance/circuit.ts";
import { standardAxes, standardCircuit } from "#src/impedance/grid.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import type { JsonObject } from "./metadata.ts";
import type { Floats } from "./rows.ts";

/** A dataset as it describes itself. */
export interface SelfDescription {
  /** Rows there are. */
  readonly parameterSets: number;
  readonly parameterNames: readonly string[];
  /** As the file has them: `ohm`, `farad`; empty where it has none. */
  readonly parameterUnits: readonly string[];
  /** The circuit; null where the file does not say, and its parameters are not the standard one's. */
  readonly circuit: string | null;
  /** What the ranks follow: a metric's name. */
  readonly metric: string;
  /** Values on every axis; null where the axes differ, or nobody knows. */
  readonly gridSize: number | null;
  /** The band's ends, in Hz. */
  readonly freqMin: number;
  readonly freqMax: number;
  /** Of row 0; null when it is no number. */
  readonly bestResnorm: number | null;
  /** Everything the file says, with what the established format says of every dataset. */
  readonly metadata: JsonObject;
}

/** What the arrays say. */
export interface Arrays {
  readonly sets: number;
  readonly names: readonly string[];
  readonly frequencies: Floats;
  readonly columns: readonly string[];
  /** The resnorm of row 0. */
  readonly best: number;
}

/** The standard circuit's, which files of the established program do not name. */
const standardNames = standardAxes(2).map(({ parameter }) => parameter);

/** Longest circuit, metric, name or unit that is taken from a file. */
const longest = 2000;

/** Most values on an axis. */
const mostOnAxis = 10_000;

/** Names of the parameters by the metadata; those of the standard circuit where they are silent. */
export function parameterNamesOf(metadata: JsonObject): readonly string[] {
  return texts(metadata.param_names, 1) ?? standardNames;
}

/** What is wrong with the names that the metadata give the parameters: they are keys of answers. */
export function nameProblems(
  { param_names: said = null }: JsonObject,
  names: readonly string[],
): string[] {
  const keys = new Set(names.map((name) => name.toLowerCase()));
  const areNames = names.every((name) => name.trim() !== "" && name !== "__proto__");
  if (said === null || (said === names && keys.size === names.length && areNames)) return [];
  return ["Metadata's param_names must be a list of texts that differ, in lower case, too"];
}

/** What a dataset is about. */
export function descriptionOf(metadata: JsonObject, arrays: Arrays): SelfDescription {
  const { sets, names, frequencies, columns, best } = arrays;
  const isStandard = names.join() === standardNames.join();
  const bestResnorm = Number.isFinite(best) ? best : null;
  // An exponent's is empty.
  const units = texts(metadata.param_units, 0);
  const freqMin = nearly(metadata.freq_min, Math.min(...frequencies));
  const facts = {
    parameterSets: sets,
    parameterNames: names,
    parameterUnits:
      units?.length === names.length ? units : names.map(isStandard ? unitOf : () => ""),
    circuit: text(metadata.circuit) ?? (isStandard ? formatCircuit(standardCircuit) : null),
    metric: metricOf(metadata),
    gridSize: gridSizeOf(metadata, names.length, sets),
    freqMin,
    freqMax: Math.max(freqMin, nearly(metadata.freq_max, Math.max(...frequencies))),
    bestResnorm,
  };
  return {
    ...facts,
    metadata: {
      param_units: facts.parameterUnits,
      export_timestamp: null,
      computation_complete: true,
      reference: null,
      retort_version: null,
      ...metadata,
      grid_size: facts.gridSize,
      n_parameter_sets: sets,
      n_frequencies: frequencies.length,
      best_resnorm: bestResnorm === null ? null : nearly(metadata.best_resnorm, bestResnorm),
      freq_min: facts.freqMin,
      freq_max: facts.freqMax,
      param_names: names,
      spectrum_columns: columns,
      circuit: facts.circuit,
      metric: facts.metric,
    },
  };
}

/** The established program has one way of measuring, and does not name it. */
function metricOf({ metric = Object.keys(metrics)[0]! }: JsonObject): string {
  return typeof metric === "string" && /^[a-z][a-z-]{0,39}$/.test(metric) ? metric : "unknown";
}

/**
 * A grid's size as the file says it, if the rows are a grid of this size over some of the parameters;
 * where it is silent, as the number of rows allows.
 */
function gridSizeOf({ grid_size: said }: JsonObject, axes: number, sets: number): number | null {
  const size = said === undefined ? Math.round(sets ** (1 / axes)) : said;
  if (typeof size !== "number" || !Number.isInteger(size)) return null;
  if (size < 2 || size > mostOnAxis) return null;
  const swept = Math.round(Math.log(sets) / Math.log(size));
  const isGrid = size ** swept === sets && swept >= 1 && swept <= axes;
  return isGrid && (said !== undefined || swept === axes) ? size : null;
}

/** A number as the metadata have it, in float64, if the array's float32 is the same one. */
function nearly(said: JsonObject[string] | undefined, found: number): number {
  if (typeof said !== "number") return found;
  return Math.abs(said - found) <= 1e-6 * Math.abs(found) ? said : found;
}

function unitOf(name: string): string {
  return name.startsWith("C") ? "farad" : "ohm";
}

function text(value: JsonObject[string] | undefined, least = 1): string | undefined {
  const isText = typeof value === "string" && value.length >= least && value.length <= longest;
  return isText ? value : undefined;
}

/** A list of texts of at least so many characters. */
function texts(
  value: JsonObject[string] | undefined,
  least: number,
): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((item) => text(item, least) !== undefined) ? (value as string[]) : undefined;
}
