/** The workspace that a dataset was made in, as its file says it. */
import * as z from "zod";
import type { LoadedDataset } from "#src/client/index.ts";
import { frequencies, GridError } from "#src/impedance/axis.ts";
import { type CircuitParameter, parametersOf } from "#src/impedance/circuit.ts";
import { readCircuit } from "#src/impedance/circuit-text.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import type { Range, Reference, Span, Workspace } from "./model.ts";
import { opened, spectrumOf, valuesOf, withRange } from "./workspace.ts";

/** What a file says of it; one from elsewhere need not. */
const said = z.object({
  circuit: z.string(),
  metric: z.enum(Object.keys(metrics) as [keyof typeof metrics]).catch("resnorm"),
  axes: z.array(z.object({ parameter: z.string(), from: z.number(), to: z.number() })).catch([]),
  fixed: z.record(z.string(), z.number()).catch({}),
  freq_min: z.number().catch(Number.NaN),
  freq_max: z.number().catch(Number.NaN),
  reference: z
    .union([
      z.object({ parameters: z.record(z.string(), z.number()) }),
      z.object({
        frequencies: z.array(z.number()),
        real: z.array(z.number()),
        imag: z.array(z.number()),
      }),
    ])
    .optional()
    .catch(undefined),
});
type Said = z.output<typeof said>;

/** Relative difference of frequencies up to which they are the same: a file has them in float32. */
const close = 1e-6;

/**
 * The workspace, with the usual values of what was swept; undefined if the file does not name a
 * circuit. What its models were measured against is the circuit's default reference if it is silent.
 */
export function datasetWorkspace(
  filename: string,
  { metadata, dataset_info: info }: Pick<LoadedDataset, "metadata" | "dataset_info">,
): Workspace | undefined {
  const file = said.safeParse(metadata).data;
  const read = file && readCircuit(file.circuit);
  if (read === undefined || "error" in read) return undefined;
  const parameters = parametersOf(read.circuit);
  const constant = parameters.flatMap(({ name }) => {
    const { min, max } = info.parameter_ranges[name.toLowerCase()] ?? {};
    return min !== undefined && min === max ? [[name, min] as const] : [];
  });
  const first = opened(read.circuit, { ...Object.fromEntries(constant), ...file!.fixed });
  const ranged = parameters.reduce((workspace, parameter, i) => {
    const range = sweptRange(parameter, file!, info);
    return range === undefined ? workspace : withRange(workspace, i, range);
  }, first);
  const band = Float64Array.from(info.frequencies, (f) => f ?? Number.NaN);
  const span = spanOf(file!, band);
  const model = modelReference(file!, first);
  const measured = measuredReference(`reference of ${filename}`, file!);
  // Frequencies that no span has come with the reference, as those of a measured one do.
  const reference = measured ?? (span ? model : at(band, `reference of ${filename}`, model));
  return { ...ranged, metric: file!.metric, span: span ?? first.span, reference };
}

/** From where to where a parameter was swept, rising; undefined if it was not. */
function sweptRange(
  { name, least, most }: CircuitParameter,
  { axes }: Said,
  { parameter_ranges: found }: LoadedDataset["dataset_info"],
): Range | undefined {
  const axis = axes.find(({ parameter }) => parameter === name);
  const inFile = found[name.toLowerCase()];
  const ends = axis ? [axis.from, axis.to] : [inFile?.min, inFile?.max];
  const [from, to] = [Math.min(...ends.map(Number)), Math.max(...ends.map(Number))];
  return from >= least && from < to && to <= most ? { from, to } : undefined;
}

/** The span that has these frequencies, if there is one. */
function spanOf({ freq_min, freq_max }: Said, band: Float64Array): Span | undefined {
  const span = { least: freq_min, most: freq_max, count: band.length };
  try {
    const spaced = frequencies(span.least, span.most, span.count);
    return spaced.every((f, i) => Math.abs(band[i]! / f - 1) < close) ? span : undefined;
  } catch (error) {
    if (error instanceof GridError) return undefined;
    throw error;
  }
}

function modelReference({ reference }: Said, { circuit, reference: usual }: Workspace): Reference {
  if (reference === undefined || !("parameters" in reference)) return usual;
  return { kind: "model", circuit, values: valuesOf(circuit, reference.parameters) };
}

function measuredReference(name: string, { reference }: Said): Reference | undefined {
  if (reference === undefined || !("frequencies" in reference)) return undefined;
  const { frequencies, real, imag } = reference;
  const rising = [...frequencies.keys()].sort((a, b) => frequencies[a]! - frequencies[b]!);
  const column = (values: readonly number[]) => Float64Array.from(rising, (i) => values[i]!);
  return {
    kind: "measured",
    name,
    frequencies: column(frequencies),
    impedance: { re: column(real), im: column(imag) },
  };
}

/** A reference at frequencies of its own. */
function at(band: Float64Array, name: string, reference: Reference): Reference {
  if (reference.kind === "measured") return reference;
  const rising = band.toSorted();
  const impedance = spectrumOf(reference, rising);
  return { kind: "measured", name, frequencies: rising, impedance };
}
