/**
 * What the workspace is about: a circuit at a point of its parameters, beside a reference. Plain data,
 * never changed in place: a part that is another object is another part.
 */
import type { Vector } from "#src/impedance/band.ts";
import type { Circuit, CircuitParameter } from "#src/impedance/circuit.ts";
import type { MetricName } from "#src/impedance/resnorm.ts";
import type { Measured } from "#src/impedance/spectrum-text.ts";

export type { Measured };

/** From where to where a parameter is moved by its slider, and swept; `from` is less than `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** What it was before it reached to a value beyond: it is that again when the value is within. */
  readonly before?: Range;
}

/** A circuit with a value for each of its parameters: one model. */
export interface Model {
  readonly circuit: Circuit;
  /** In the order of `parametersOf(circuit)`, each in its parameter's unit and bounds. */
  readonly values: Float64Array;
}

/** What models are measured against. */
export type Reference =
  | ({ readonly kind: "model" } & Model)
  | ({ readonly kind: "measured" } & Measured);

/** Frequencies spaced evenly in their logarithm. */
export interface Span {
  /** In Hz. */
  readonly least: number;
  readonly most: number;
  /** How many, 10 … 1000. */
  readonly count: number;
}

/** All that the user has set. */
export interface Workspace extends Model {
  /** One a parameter, in their order. */
  readonly ranges: readonly Range[];
  /** The frequencies asked for; a measured reference brings its own instead. */
  readonly span: Span;
  readonly reference: Reference;
  readonly metric: MetricName;
}

/** What follows from a workspace: what is drawn, measured and swept. */
export interface Bench {
  readonly workspace: Workspace;
  /** Of the workspace's circuit. */
  readonly parameters: readonly CircuitParameter[];
  /** In Hz, ascending; those of the measured reference, if it is one. */
  readonly frequencies: Float64Array;
  /** The reference's spectrum at these frequencies. */
  readonly reference: Vector;
}

/** Values of parameters by name; those left out are as in the workspace. */
export type NamedValues = Readonly<Record<string, number>>;

/** What the panel of the ranking is given by the workspace, and tells it. The functions never change. */
export interface RankingPanelProps {
  readonly bench: Bench;
  /** File name of the dataset whose ranking is shown instead of one of this workspace. */
  readonly dataset: string | undefined;
  /** A model is pointed at: its spectrum is drawn beside the present one, until there is none. */
  readonly onHover: (values: NamedValues | undefined) => void;
  /** A model is chosen: the workspace takes its values. */
  readonly onChoose: (values: NamedValues) => void;
  /** A dataset is opened, or closed again. */
  readonly onOpen: (dataset: string | undefined) => void;
  /**
   * The dataset that was opened was made in this workspace, if its file says so, by a sweep of these
   * parameters: the workspace becomes that one.
   */
  readonly onLoaded: (usual: Workspace | undefined, swept: readonly string[]) => void;
}
