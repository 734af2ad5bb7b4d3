/** The workspace from the start on, and how it changes: each function makes another one. */
import { frequencies } from "#src/impedance/axis.ts";
import { bandOf, type Vector, vector } from "#src/impedance/band.ts";
import { type Circuit, formatCircuit, parametersOf } from "#src/impedance/circuit.ts";
import { standardAxes, standardReference } from "#src/impedance/grid.ts";
import { compile, evaluator } from "#src/impedance/program.ts";
import { isStandard } from "#src/impedance/to-sweep.ts";
import type { Bench, Model, NamedValues, Range, Reference, Span, Workspace } from "./model.ts";
import { presetOf } from "./presets.ts";
import { defaultRange, rangeAround, reaching } from "./scale.ts";

/** The band of the standard sweep. */
export const defaultSpan: Span = { least: 0.1, most: 1e5, count: 100 };

/** Where a circuit's sliders are at first: as in its preset, if it has one. */
function firstValues(circuit: Circuit): NamedValues {
  return presetOf(formatCircuit(circuit))?.values ?? {};
}

/** Values of a circuit's parameters: those given by name, the elements' defaults else. */
export function valuesOf(circuit: Circuit, given: NamedValues = {}): Float64Array {
  return Float64Array.from(parametersOf(circuit), ({ name, least, most, default: byDefault }) => {
    const value = given[name] ?? byDefault;
    return value >= least && value <= most ? value : byDefault;
  });
}

/** The values of a model by their names. */
export function namesOf({ circuit, values }: Model): NamedValues {
  return Object.fromEntries(parametersOf(circuit).map(({ name }, i) => [name, values[i]!]));
}

/**
 * Ranges of a circuit's parameters that nobody has set, each reaching to its value: the standard
 * sweep's, those about a preset's values, or the elements'.
 */
export function rangesOf(circuit: Circuit, values: Float64Array): Range[] {
  const standard = isStandard(circuit) ? standardAxes(2) : [];
  const preset = firstValues(circuit);
  return parametersOf(circuit).map((parameter, i) => {
    const axis = standard.find((axis) => axis.parameter === parameter.name);
    const first = preset[parameter.name];
    const usual = first === undefined ? defaultRange(parameter) : rangeAround(first, parameter);
    return reaching(axis === undefined ? usual : { from: axis.from, to: axis.to }, values[i]!);
  });
}

/** A workspace that opens with a circuit, and the reference that a sweep of it has by default. */
export function opened(circuit: Circuit, given: NamedValues = {}): Workspace {
  const values = valuesOf(circuit, { ...firstValues(circuit), ...given });
  return {
    circuit,
    values,
    ranges: rangesOf(circuit, values),
    span: defaultSpan,
    reference: defaultReference(circuit),
    metric: "resnorm",
  };
}

/**
 * What a circuit is measured against unless somebody says otherwise: the standard reference, or the
 * circuit's own first model.
 */
export function defaultReference(circuit: Circuit): Reference {
  const values = valuesOf(circuit, isStandard(circuit) ? standardReference : firstValues(circuit));
  return { kind: "model", circuit, values };
}

/**
 * With another circuit: parameters keep value and range where both circuits have one of that name,
 * and a reference that was the old circuit's default is the new one's.
 */
export function withCircuit(
  workspace: Workspace,
  circuit: Circuit,
  given: NamedValues = {},
): Workspace {
  const kept = { ...namesOf(workspace), ...given };
  const values = valuesOf(circuit, { ...firstValues(circuit), ...kept });
  const before = parametersOf(workspace.circuit);
  const parameters = parametersOf(circuit);
  const ranges = rangesOf(circuit, values).map((range, i) => {
    const parameter = parameters[i]!;
    const old = before.findIndex(({ name }) => name === parameter.name);
    return old < 0 ? range : reaching(workspace.ranges[old]!, values[i]!);
  });
  const { reference } = workspace;
  const isDefault = sameReference(reference, defaultReference(workspace.circuit));
  return {
    ...workspace,
    circuit,
    values,
    ranges,
    reference: isDefault ? defaultReference(circuit) : reference,
  };
}

/** With other values; ranges reach to them. */
export function withValues(workspace: Workspace, given: NamedValues): Workspace {
  const { circuit, ranges } = workspace;
  const values = valuesOf(circuit, { ...namesOf(workspace), ...given });
  return { ...workspace, values, ranges: ranges.map((range, i) => reaching(range, values[i]!)) };
}

/** With another range of parameter number `index`, into which its value is brought. */
export function withRange(workspace: Workspace, index: number, range: Range): Workspace {
  const value = Math.min(range.to, Math.max(range.from, workspace.values[index]!));
  return {
    ...workspace,
    values: workspace.values.with(index, value),
    ranges: workspace.ranges.with(index, range),
  };
}

/** Whether two references say the same. */
export function sameReference(a: Reference, b: Reference): boolean {
  if (a.kind === "measured" || b.kind === "measured") return a === b;
  return (
    formatCircuit(a.circuit) === formatCircuit(b.circuit) &&
    a.values.every((value, i) => value === b.values[i])
  );
}

/** The frequencies of a workspace, in Hz. */
export function frequenciesOf({ span, reference }: Pick<Workspace, "span" | "reference">) {
  if (reference.kind === "measured") return reference.frequencies;
  return frequencies(span.least, span.most, span.count);
}

/** The spectrum of a model. */
export function spectrumOf({ circuit, values }: Model, frequencies: Float64Array): Vector {
  const z = vector(frequencies.length);
  evaluator(compile(circuit), bandOf(frequencies))(values, z);
  return z;
}

/** What follows from a workspace; parts that are the same as `before` stay the same objects. */
export function benchOf(workspace: Workspace, before?: Bench): Bench {
  const { circuit, span, reference } = workspace;
  const past = before?.workspace;
  const sameBand = past?.span === span && past.reference === reference;
  const frequencies = sameBand ? before!.frequencies : frequenciesOf(workspace);
  return {
    workspace,
    parameters: past?.circuit === circuit ? before!.parameters : parametersOf(circuit),
    frequencies,
    reference: sameBand
      ? before!.reference
      : reference.kind === "measured"
        ? reference.impedance
        : spectrumOf(reference, frequencies),
  };
}
