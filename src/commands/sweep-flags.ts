/** A sweep's request as flags: `--axis R1=10:1e4:20 --fix R0=50`. */
import { readFile } from "node:fs/promises";
import { Option } from "commander";
import { sweepRequest } from "#src/impedance/request.ts";
import { readSpectrum, SpectrumError } from "#src/impedance/spectrum-text.ts";
import type { SweepFields } from "#src/impedance/sweep-fields.ts";
import {
  addField,
  asNumber,
  type BadFlag,
  badFields,
  fieldOptions,
  flagOf,
  givenFields,
  isFlagOf,
  UsageError,
} from "./flags.ts";
import { systemSaid } from "./output.ts";

/** The schema; a server, or the one that sweeps here, decides how much is too much. */
type Schema = ReturnType<typeof sweepRequest>;

const { shape } = sweepRequest();
const { circuit, grid_size, freq_min, freq_max, n_frequencies, metric, columns, compression } =
  shape;

/** Fields that are one word on the command line. */
const plain = {
  circuit,
  grid_size,
  freq_min,
  freq_max,
  n_frequencies,
  metric,
  columns,
  compression,
} as const;

/** Flags of fields that are no single word, in the order of the help. */
const repeated = (words: string, before: readonly string[] = []) => [...before, words];
const structured = [
  new Option(
    "--axis <name=from:to[:count[:scale]]>",
    "What is swept, as in R1=10:1e4:20 or C1=1e-6:1e-5:9:linear; again for each, the last the fastest",
  ).argParser(repeated),
  new Option(
    "--fix <name=value,…>",
    "Values of parameters that are not swept, as in R0=50 (default: the elements' own)",
  ).argParser(repeated),
  new Option(
    "--reference <name=value,…>",
    "The point that all are measured against, as in Rsh=1000,Ra=500",
  ).argParser(repeated),
  new Option(
    "--reference-csv <file>",
    "A measured spectrum that all are measured against: rows of frequency in Hz, Re Z, Im Z in Ω",
  ),
];

/** What the flags of a sweep's request say. */
export interface SweepFlags extends Record<string, unknown> {
  readonly axis?: readonly string[];
  readonly fix?: readonly string[];
  readonly reference?: readonly string[];
  readonly referenceCsv?: string;
}

/** An option for every field of a sweep that says what is computed. */
export function sweepOptions(): Option[] {
  return [...fieldOptions(plain), ...structured.map((option) => option.helpGroup("Question:"))];
}

/** A request, and what is wrong with the flags that say it. */
export interface AskedSweep {
  /** The fields that were given, and no others. */
  readonly given: Readonly<Record<string, unknown>>;
  /** With all defaults; undefined if anything is wrong. */
  readonly request: SweepFields | undefined;
  readonly bad: readonly BadFlag[];
  /** What was taken for granted of a measured spectrum: sentences. */
  readonly notes: readonly string[];
}

/**
 * The request that the flags state.
 * @param others fields of the request that other flags state
 */
export async function askedSweep(
  flags: SweepFlags,
  schema: Schema,
  others: Readonly<Record<string, unknown>> = {},
): Promise<AskedSweep> {
  const bad: BadFlag[] = [];
  const notes: string[] = [];
  const given: Record<string, unknown> = { ...givenFields(flags, plain), ...others };
  const taking = (field: string, read: () => unknown) => addField(given, field, read, bad);
  const { axis, fix, reference, referenceCsv } = flags;
  if (axis) await taking("axes", () => axis.map(axisOf));
  if (fix) await taking("fixed", () => valuesOf("--fix", fix));
  if (reference && referenceCsv !== undefined) {
    bad.push({ flag: "--reference-csv", message: "there is a --reference, too; give one of them" });
  } else if (reference) {
    await taking("reference", () => ({ parameters: valuesOf("--reference", reference) }));
  } else if (referenceCsv !== undefined) {
    await taking("reference", () => measured(referenceCsv, notes));
  }
  const { data, error } = schema.safeParse(given);
  const plainly = badFields(given, plain, schema).filter(({ flag }) => isFlagOf(plain, flag));
  const rest = (error?.issues ?? [])
    .map(({ path, message }) => badPlace(path.map(String), message, flags))
    .filter(({ flag }) => !isFlagOf(plain, flag));
  // What could not be read is missing, and no fault of its own.
  const unread = bad.map(({ flag }) => flag);
  bad.push(...plainly, ...rest.filter(({ flag }) => !unread.includes(flag)));
  return { given, request: bad.length === 0 ? data : undefined, bad, notes };
}

/** The flag that a field of the request was given by, and what is wrong with it. */
export function badPlace(path: readonly string[], message: string, flags: SweepFlags): BadFlag {
  const [field = "", item, ...inner] = path;
  if (field === "axes") {
    const words = item === undefined ? [] : [`${flags.axis?.[Number(item)] ?? item}:`, ...inner];
    return { flag: "--axis", message: [...words, message].join(" ") };
  }
  if (field === "fixed") return { flag: "--fix", message };
  if (field === "reference") {
    return { flag: flags.referenceCsv === undefined ? "--reference" : "--reference-csv", message };
  }
  return { flag: flagOf(field), message };
}

function axisOf(words: string) {
  const [, parameter, from, to, count, scale] =
    /^\s*([^=\s]+)=([^:]+):([^:]+)(?::([^:]*))?(?::([^:]+))?$/.exec(words) ?? [];
  const isRead = [from, to, count || "0"].every((text) => typeof asNumber(text ?? "") === "number");
  if (parameter === undefined || !isRead) {
    refuse("--axis", `"${words}" is no axis, which is as R1=10:1e4:20 or C1=1e-6:1e-5:9:linear`);
  }
  return {
    parameter,
    from: Number(from),
    to: Number(to),
    ...(count ? { count: Number(count) } : {}),
    ...(scale === undefined ? {} : { scale }),
  };
}

function valuesOf(flag: string, all: readonly string[]): Record<string, number> {
  const pairs = all.flatMap((words) => words.split(","));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, text = ""] = /^\s*([^=\s]+)=(.+)$/.exec(pair) ?? [];
      const value = asNumber(text);
      if (name !== undefined && typeof value === "number") return [name, value];
      return refuse(flag, `"${pair}" is no parameter with its value, which is as R0=50`);
    }),
  );
}

async function measured(path: string, notes: string[]) {
  const refused = (message: string) => refuse("--reference-csv", `${path}: ${message}`);
  const text = await readFile(path, "utf8").catch((error) => refused(systemSaid(error)));
  try {
    const spectrum = readSpectrum(text, path);
    notes.push(...spectrum.notes);
    const { frequencies, impedance } = spectrum;
    return { frequencies: [...frequencies], real: [...impedance.re], imag: [...impedance.im] };
  } catch (error) {
    if (error instanceof SpectrumError) return refused(error.message);
    throw error;
  }
}

function refuse(flag: string, message: string): never {
  throw new UsageError([{ flag, message }]);
}
