/**
 * The workspace as its address says it, so that a link is a workspace. An address that says nothing
 * is the standard circuit; what cannot be read in one is left out, and said.
 */
import { GridError } from "#src/impedance/axis.ts";
import { type Circuit, formatCircuit, parametersOf } from "#src/impedance/circuit.ts";
import { readCircuit } from "#src/impedance/circuit-text.ts";
import { standardCircuit } from "#src/impedance/grid.ts";
import { type MetricName, metrics } from "#src/impedance/resnorm.ts";
import { datasetName } from "#src/impedance/sweep-fields.ts";
import type { Model, NamedValues, Range, Reference, Span, Workspace } from "./model.ts";
import { packMeasured, unpackMeasured } from "./packed.ts";
import { isLogarithmic, reaching } from "./scale.ts";
import type { WorkspaceSearch } from "./search.ts";
import {
  defaultReference,
  frequenciesOf,
  namesOf,
  opened,
  rangesOf,
  sameReference,
  valuesOf,
  withValues,
} from "./workspace.ts";

/** The dataset an address opens, if it names one. */
export function datasetOf({ dataset }: WorkspaceSearch): string | undefined {
  return dataset !== undefined && datasetName.test(dataset) ? dataset : undefined;
}

/**
 * The workspace an address is of, and what of the address could not be read, in sentences.
 * @param usual the one that the address' dataset brings with it, once it is known: the address says
 * only what is otherwise, and the circuit is the dataset's
 */
export function workspaceOf(
  search: WorkspaceSearch,
  usual?: Workspace,
): {
  workspace: Workspace;
  problems: readonly string[];
} {
  const problems: string[] = [];
  const leaveOut = (what: string, why: string) =>
    problems.push(`The link’s ${what} was left out: ${why}`);
  const read = <T>(what: string, work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof GridError)) throw error;
      leaveOut(what, error.message);
      return otherwise;
    }
  };
  const circuitOf = (text: string | undefined, otherwise: Circuit, what: string) => {
    const read = text === undefined ? undefined : readCircuit(text);
    if (read !== undefined && "error" in read) leaveOut(what, read.error.message);
    return read !== undefined && "circuit" in read ? read : { circuit: otherwise, values: {} };
  };
  const { circuit, values: written } = usual
    ? { circuit: usual.circuit, values: {} }
    : circuitOf(search.circuit, standardCircuit, "circuit");
  const given = { ...written, ...readValues(search.values, circuit, leaveOut) };
  const first = usual ? withValues(usual, given) : opened(circuit, given);
  const ranges = read("ranges", () => readRanges(search.ranges, first), first.ranges);
  const span = read("frequencies", () => readSpan(search, first.span), first.span);
  const metric = (search.metric ?? first.metric) as MetricName;
  const isMetric = Object.hasOwn(metrics, metric);
  if (!isMetric) leaveOut("metric", `“${metric}” is none of ${Object.keys(metrics).join(", ")}.`);
  const reference = read("measured spectrum", () => unpackMeasured(search), undefined);
  const other = circuitOf(search.reference_circuit, circuit, "reference’s circuit");
  const values = { ...other.values, ...readValues(search.reference, other.circuit, leaveOut) };
  if (search.dataset !== undefined && datasetOf(search) === undefined) {
    leaveOut("dataset", "its name is not one of a file, as in grid_10_freq_0.1_100000.npz.");
  }
  return {
    workspace: {
      ...first,
      ranges: ranges.map((range, i) => reaching(range, first.values[i]!)),
      span,
      reference: reference ?? referenceOf(first, other.circuit, values, search.reference),
      metric: isMetric ? metric : first.metric,
    },
    problems,
  };
}

function referenceOf(
  { reference }: Workspace,
  circuit: Circuit,
  given: NamedValues,
  said: string | undefined,
): Reference {
  if (said === undefined) return reference;
  return { kind: "model", circuit, values: valuesOf(circuit, given) };
}

/**
 * The address of a workspace.
 * @param dataset the one that is open
 * @param usual the workspace that it brought with it, once that is known
 */
export function searchOf(
  workspace: Workspace,
  dataset: string | undefined,
  usual?: Workspace,
): WorkspaceSearch {
  const { circuit, values, ranges, span, reference, metric } = workspace;
  const first = usual ?? opened(circuit);
  const usualRanges = usual
    ? usual.ranges.map((range, i) => reaching(range, values[i]!))
    : rangesOf(circuit, values);
  const text = formatCircuit(circuit);
  const isImplied = usual !== undefined || text === formatCircuit(standardCircuit);
  const said: Record<string, string | undefined> = {
    circuit: isImplied ? undefined : text,
    values: writeValues(workspace, first.values),
    ranges: writeRanges(workspace, usualRanges, ranges),
    freq_min: span.least === first.span.least ? undefined : String(span.least),
    freq_max: span.most === first.span.most ? undefined : String(span.most),
    n_frequencies: span.count === first.span.count ? undefined : String(span.count),
    metric: metric === first.metric ? undefined : metric,
    dataset,
  };
  if (sameReference(reference, first.reference)) {
    // It comes with the circuit, or with the dataset.
  } else if (reference.kind === "measured") {
    Object.assign(said, packMeasured(reference));
  } else {
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

/** The values that the circuit can have; of each of the others it is told why not. */
function readValues(
  text = "",
  circuit: Circuit,
  leaveOut: (what: string, why: string) => void,
): NamedValues {
  const parameters = parametersOf(circuit);
  const taken = entriesOf(text).flatMap(([name, written]) => {
    const value = written.trim() === "" ? Number.NaN : Number(written);
    const parameter = parameters.find((parameter) => parameter.name === name);
    if (parameter !== undefined && value >= parameter.least && value <= parameter.most) {
      return [[name, value] as const];
    }
    const why =
      parameter === undefined
        ? `${formatCircuit(circuit)} has no parameter of that name.`
        : Number.isFinite(value)
          ? `${name} goes from ${parameter.least} to ${parameter.most}.`
          : "it is no number.";
    leaveOut(`value “${written}” of ${name}`, why);
    return [];
  });
  return Object.fromEntries(taken);
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
  const parameters = parametersOf(circuit);
  const strange = [...given.keys()].find((name) => parameters.every((p) => p.name !== name));
  if (strange !== undefined) {
    throw new RangeError(`${formatCircuit(circuit)} has no parameter ${strange}.`);
  }
  return parameters.map((parameter, i) => {
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
    if (entry === "") return [];
    return at < 0 ? [[entry, ""]] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
}

function readSpan({ freq_min, freq_max, n_frequencies }: WorkspaceSearch, usual: Span): Span {
  const part = (text: string | undefined, usual: number) =>
    text === undefined ? usual : readNumber(text, "a frequency is");
  const span = {
    least: part(freq_min, usual.least),
    most: part(freq_max, usual.most),
    count: part(n_frequencies, usual.count),
  };
  frequenciesOf({ span, reference: defaultReference(standardCircuit) });
  return span;
}

function readNumber(text: string | undefined, what: string): number {
  const value = Number(text);
  if (text !== undefined && text.trim() !== "" && Number.isFinite(value)) return value;
  throw new RangeError(`${what} ${text ?? "not said"}, which is no number.`);
}
