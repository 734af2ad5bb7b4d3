/** A prediction's request as flags: `--protein ubiquitin --ligand aspirin --sampling-steps 50`. */
import { readFile } from "node:fs/promises";
import { text as allText } from "node:stream/consumers";
import { Option } from "commander";
import type * as z from "zod";
import { examples } from "#src/affinity/examples.ts";
import { validateProtein } from "#src/affinity/protein.ts";
import { predictionRequest } from "#src/affinity/request.ts";
import { ProblemError } from "#src/client/index.ts";
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

const { protein, ligand, msa, complex, ...plain } = predictionRequest.shape;

/** Flags of fields that are no single word, in the order of the help. */
const structured = {
  protein: new Option(
    "--protein <sequence>",
    "Its letters, an example's name as in `retort examples`, or a file with a sequence or FASTA; - is the standard input",
  ),
  ligand: new Option("--ligand <smiles>", "SMILES, or an example's name"),
  msa: new Option(
    "--msa <file>",
    "An alignment in A3M whose first row is the protein, or `empty` for the sequence alone",
  ),
  complex: new Option(
    "--complex <file.json>",
    "Further chains, constraints and templates, as POST /predict takes them",
  ),
};

/** What the flags of a prediction's request say. */
export interface PredictionFlags extends Record<string, unknown> {
  readonly protein?: string;
  readonly ligand?: string;
  readonly msa?: string;
  readonly complex?: string;
  readonly priority?: string;
}

/** The flag of the job's place in the queue. */
export function priorityOption(): Option {
  const text = "−100 … 100; the highest begins first (default: 0)";
  return new Option("--priority <number>", text);
}

/** A field whose flag has a text or a file. */
export type StructuredField = keyof typeof structured;

/** Options for some fields with a text or a file, and for every field that is a word. */
export function predictionOptions(fields: readonly StructuredField[]): Option[] {
  const first = fields.map((field) => structured[field].helpGroup("Question:"));
  return [...first, ...fieldOptions(plain)];
}

/** The flags of the question that were given, as people write them. */
export function questionFlags(flags: PredictionFlags): string[] {
  const all = Object.keys({ ...structured, ...plain });
  return all.map(flagOf).filter((flag) => flags[new Option(flag).attributeName()] !== undefined);
}

/** What the flags state of a question. */
export interface AskedPrediction {
  /** The fields that were given, and no others. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The job's; undefined if it was not given, or is bad. */
  readonly priority: number | undefined;
  readonly bad: readonly BadFlag[];
  /** What the protein was taken for, and what is odd about it: sentences. */
  readonly notes: readonly string[];
}

/**
 * The request that the flags state.
 * @param others fields of the request that are stated otherwise
 * @param schema what is asked for; whether a ligand is a molecule, and what is too much, the server knows
 */
export async function askedPrediction(
  flags: PredictionFlags,
  schema: z.ZodType,
  others: Readonly<Record<string, unknown>> = {},
): Promise<AskedPrediction> {
  const unread: BadFlag[] = [];
  const given: Record<string, unknown> = { ...givenFields(flags, plain), ...others };
  const notes: string[] = [];
  const taking = async (field: StructuredField, read: (words: string) => Promise<unknown>) => {
    const words = flags[field];
    if (words !== undefined) await addField(given, field, () => read(words), unread);
  };
  await taking("protein", async (words) => ({ sequence: await proteinText(words, notes) }));
  await taking("ligand", async (words) => ({
    smiles: named(words, examples.ligands)?.smiles ?? words,
  }));
  await taking("msa", async (words) => (words === "empty" ? words : readText("--msa", words)));
  await taking("complex", readJson);
  const plainly = badFields(given, plain, schema).filter(({ flag }) => isFlagOf(plain, flag));
  const rest = (schema.safeParse(given).error?.issues ?? [])
    .map(({ path, message }) => badPlace(path.map(String), message))
    .filter(({ flag }) => !isFlagOf(plain, flag) && !unread.some((one) => one.flag === flag));
  const bad = [...unread, ...plainly, ...rest.map(saidMissing(flags))];
  const priority = flags.priority === undefined ? undefined : asNumber(flags.priority);
  if (typeof priority !== "string") return { given, priority, bad, notes };
  bad.push({ flag: "--priority", message: `"${priority}" is no number` });
  return { given, priority: undefined, bad, notes };
}

/** For a server's refusal of a prediction or a screen: what it refuses is a flag's value. */
export function asBadPlaces(error: unknown): never {
  if (!(error instanceof ProblemError) || error.errors.length === 0) throw error;
  throw new UsageError(error.errors.map(({ path, message }) => badPlace(path.split("."), message)));
}

/** The flag that a field of the request was given by, and what is wrong with it. */
function badPlace([field = "", ...inner]: readonly string[], message: string): BadFlag {
  const isText = inner.length === 1 && (inner[0] === "sequence" || inner[0] === "smiles");
  const where = inner.length === 0 || isText ? "" : `${inner.join(".")}: `;
  // The ligands of a screen are the command's file.
  return { flag: field === "ligands" ? "file" : flagOf(field), message: `${where}${message}` };
}

/** A field that is missing is a flag that is missing. */
function saidMissing(flags: PredictionFlags) {
  return (bad: BadFlag): BadFlag => {
    const isNeeded = bad.flag === "--protein" || bad.flag === "--ligand";
    const isMissing = isNeeded && flags[bad.flag.slice(2)] === undefined;
    return isMissing ? { ...bad, message: "is needed; `retort examples` has some" } : bad;
  };
}

function named<T extends { readonly name: string }>(words: string, all: readonly T[]) {
  return all.find(({ name }) => name.toLowerCase() === words.trim().toLowerCase());
}

/** No sequence has a dot or a slash, which every path to a file can have: `./letters`. `-` is no sequence either. */
async function proteinText(words: string, notes: string[]): Promise<string> {
  const example = named(words, examples.proteins);
  const isPath = words === "-" || (!words.startsWith(">") && /[./\\]/.test(words));
  const text = example?.sequence ?? (isPath ? await readText("--protein", words) : words);
  const { valid, message, warnings } = validateProtein(text);
  if (valid) notes.push(example ? `${example.name}. ${message}` : message);
  if (valid) notes.push(...warnings.map(({ message }) => message));
  return text;
}

function readText(flag: string, path: string): Promise<string> {
  const reading = path === "-" ? allText(process.stdin) : readFile(path, "utf8");
  return reading.catch((error: unknown) =>
    refuse(flag, `${path} cannot be read: ${systemSaid(error)}`),
  );
}

async function readJson(path: string): Promise<unknown> {
  const text = await readText("--complex", path);
  try {
    return JSON.parse(text);
  } catch {
    return refuse("--complex", `${path} is not JSON`);
  }
}

function refuse(flag: string, message: string): never {
  throw new UsageError([{ flag, message }]);
}
