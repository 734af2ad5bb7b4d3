/** What can be done to the workspace. */
import { type Circuit, parametersOf } from "#src/impedance/circuit.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import type { MetricName } from "#src/impedance/resnorm.ts";
import type { Measured, NamedValues, Range, Span, Workspace } from "./model.ts";
import type { Preset } from "./presets.ts";
import type { WorkspaceState } from "./state.ts";
import { defaultReference, opened, withCircuit, withRange, withValues } from "./workspace.ts";

/** The actions of a page: functions that never change, each ready to be handed on. */
export type Actions = ReturnType<typeof actionsOn>;

/** Makes the actions on a workspace's state. */
export function actionsOn({
  change,
  replace,
  remembered,
}: Pick<WorkspaceState, "change" | "replace" | "remembered">) {
  const set = (part: Partial<Workspace>) => change((before) => ({ ...before, ...part }));
  return {
    setValue: (index: number, value: number) =>
      change((before) => {
        const { name } = parametersOf(before.circuit)[index]!;
        return withValues(before, { [name]: value });
      }),
    /** Takes a value within the range, which stays: it must not move under the hand. */
    slide: (index: number, value: number) =>
      change((before) => ({ ...before, values: before.values.with(index, value) })),
    setRange: (index: number, range: Range) => change((before) => withRange(before, index, range)),
    setSpan: (span: Span) => set({ span }),
    setMetric: (metric: MetricName) => set({ metric }),
    /** Takes values by name: a model of the ranking. */
    choose: (values: NamedValues) => change((before) => withValues(before, values)),
    /** Takes a circuit that is being written. */
    write: (circuit: Circuit, given: NamedValues) =>
      change((before) => withCircuit(before, circuit, { ...remembered(), ...given })),
    /** Opens a preset; what was measured stays. */
    open: ({ circuit, values }: Preset) =>
      replace(({ span, metric, reference }) => {
        const next = opened(parseCircuit(circuit), values);
        const isMeasured = reference.kind === "measured";
        return { ...next, span, metric, reference: isMeasured ? reference : next.reference };
      }),
    /** Makes a measured spectrum the reference. */
    measure: (measured: Measured) => set({ reference: { kind: "measured", ...measured } }),
    /** Makes the present model the reference. */
    keepAsReference: () =>
      change((before) => {
        const { circuit, values } = before;
        return { ...before, reference: { kind: "model", circuit, values } };
      }),
    /** Gives the circuit its default reference back. */
    forgetReference: () =>
      change((before) => ({ ...before, reference: defaultReference(before.circuit) })),
  };
}
