/**
 * The workspace as its address says it, so that a link is a workspace. An address that says nothing
 * is the standard circuit; what cannot be read in one is left out, and said.
 */
import { GridError } from "#src/impedance/axis.ts";
import { type Circuit, CircuitError, formatCircuit, parametersOf } from "#src/impedance/circuit.ts";
import { standardCircuit } from "#src/impedance/grid.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { type MetricName, metrics } from "#src/impedance/resnorm.ts";
import { datasetName } from "#src/impedance/sweep-fields.ts";
import type { Model, NamedValues, Range, Reference, Span, Workspace } from "./model.ts";
import { packMeasured, unpackMeasured } from "./packed.ts";
import { isLogarithmic, reaching } from "./scale.ts";
import type { WorkspaceSearch } from "./search.ts";
import {
  defaultReference,
  defaultSpan,
  frequenciesOf,
  namesOf,
  opened,
  rangesOf,
  sameReference,
  valuesOf,
} from "./workspace.ts";

/** The dataset an address opens, if it names one. */
export function datasetOf({ dataset }: WorkspaceSearch): string | undefined {
  return dataset !== undefined && datasetName.test(dataset) ? dataset : undefined;
}

/** The workspace an address is of, and what of the address could not be read, in sentences. */
export function workspaceOf(search: WorkspaceSearch): {
  workspace: Workspace;
  problems: readonly string[];
} {
  const problems: string[] = [];
  const read = <T>(what: string, work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      if (![CircuitError, GridError, RangeError].some((kind) => error instanceof kind)) throw error;
      problems.push(`The link’s ${what} was left out: ${(error as Error).message}`);
      return otherwise;
    }
  };
  const circuitOf = (text: string | undefined, otherwise: Circuit, what: string) =>
    text === undefined ? otherwise : read(what, () => parseCircuit(text), otherwise);
  const circuit = circuitOf(search.circuit, standardCircuit, "circuit");
  const given = read("values", () => readValues(search.values), {});
  const first = opened(circuit, given);
  const ranges = read("ranges", () => readRanges(search.ranges, first), first.ranges);
  const span = read("frequencies", () => readSpan(search), defaultSpan);
  const metric = (search.metric ?? "resnorm") as MetricName;
  const reference = read("measured spectrum", () => unpackMeasured(search), undefined);
  const other = circuitOf(search.reference_circuit, circuit, "reference’s circuit");
  const values = read("reference", () => readValues(search.reference), {});
  return {
    workspace: {
      ...first,
      ranges: ranges.map((range, i) => reaching(range, first.values[i]!)),
      span,
      reference: reference ?? referenceOf(other, values, search.reference !== undefined),
      metric: Object.hasOwn(metrics, metric) ? metric : "resnorm",
    },
    problems,
  };
}

function referenceOf(circuit: Circuit, given: NamedValues, isGiven: boolean): Reference {
  if (!isGiven) return defaultReference(circuit);
  return { kind: "model", circuit, values: valuesOf(circuit, given) };
}

/** The address of a workspace; `dataset` is the one that is open. */
export function searchOf(workspace: Workspace, dataset: string | undefined): WorkspaceSearch {
  const { circuit, ranges, span, reference, metric } = workspace;
  const first = opened(circuit);
  const text = formatCircuit(circuit);
  const said: Record<string, string | undefined> = {
    circuit: text === formatCircuit(standardCircuit) ? undefined : text,
    values: writeValues(workspace, first.values),
    ranges: writeRanges(workspace, rangesOf(circuit, workspace.values), ranges),
    freq_min: span.least === defaultSpan.least ? undefined : String(span.least),
    freq_max: span.most === defaultSpan.most ? undefined : String(span.most),
    n_frequencies: span.count === defaultSpan.count ? undefined : String(span.count),
    metric: metric === "resnorm" ? undefined : metric,
    dataset,
  };
  if (reference.kind === "measured") {
    Object.assign(said, packMeasured(reference));
  } else if (!sameReference(reference, defaultReference(circuit))) {
    const other = formatCircuit(reference.circuit);
    said.reference_circuit = other === text ? undefined : other;
    said.reference = writeValues(reference);
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** `Ra:3000,Ca:5e-7`: those that differ from `usual`, or all. */
function writeValues(model: Model, usual?: Float64Array): string | undefined {
  const entries = Object.entries(namesOf(model)).filter(([, value], i) => value !== usual?.[i]);
  return entries.map(([name, value]) => `${name}:${value}`).join(",") || undefined;
}

function readValues(text = ""): NamedValues {
  return Object.fromEntries(
    entriesOf(text).map(([name, value]) => [name, readNumber(value, `${name} is`)]),
  );
}

/** `Ra:10..10000`, likewise. */
function writeRanges({ circuit }: Model, usual: readonly Range[], ranges: readonly Range[]) {
  const entries = parametersOf(circuit).flatMap(({ name }, i) => {
    const { from, to } = ranges[i]!;
    const isUsual = from === usual[i]!.from && to === usual[i]!.to;
    return isUsual ? [] : [`${name}:${from}..${to}`];
  });
  return entries.join(",") || undefined;
}

function readRanges(text = "", { circuit, ranges }: Workspace): readonly Range[] {
  const given = new Map(entriesOf(text));
  return parametersOf(circuit).map((parameter, i) => {
    const { name, least, most } = parameter;
    const ends = given.get(name)?.split("..");
    if (ends === undefined) return ranges[i]!;
    const from = readNumber(ends[0], `${name} begins at`);
    const to = readNumber(ends[1], `${name} ends at`);
    if (from >= least && from < to && to <= most && (from > 0 || !isLogarithmic(parameter))) {
      return { from, to };
    }
    throw new RangeError(`${name} goes from ${from} to ${to}.`);
  });
}

function entriesOf(text: string): [name: string, value: string][] {
  return text.split(",").flatMap((entry) => {
    const at = entry.indexOf(":");
    return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
}

function readSpan({ freq_min, freq_max, n_frequencies }: WorkspaceSearch): Span {
  const part = (text: string | undefined, usual: number) =>
    text === undefined ? usual : readNumber(text, "a frequency is");
  const span = {
    least: part(freq_min, defaultSpan.least),
    most: part(freq_max, defaultSpan.most),
    count: part(n_frequencies, defaultSpan.count),
  };
  frequenciesOf({ span, reference: defaultReference(standardCircuit) });
  return span;
}

function readNumber(text: string | undefined, what: string): number {
  const value = Number(text);
  if (text !== undefined && text.trim() !== "" && Number.isFinite(value)) return value;
  throw new RangeError(`${what} ${text ?? "not said"}, which is no number.`);
}
