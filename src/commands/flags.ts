/** An instrument's schema as command-line flags: `barrier_height` is `--barrier-height`. */
import { Option } from "commander";
import * as z from "zod";
import { ProblemError } from "#src/client/index.ts";

/** What is wrong with one flag. */
export interface BadFlag {
  readonly flag: string;
  readonly message: string;
}

/** The command was called in a way it cannot be: nothing has been tried. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly bad: readonly BadFlag[];

  constructor(bad: readonly BadFlag[]) {
    super(bad.map(({ flag, message }) => `${flag}: ${message}`).join("\n"));
    this.bad = bad;
  }
}

/** The flag of a field. */
export function flagOf(field: string): string {
  return `--${field.replaceAll("_", "-")}`;
}

/** What a schema says of one of its fields. */
export interface DescribedField {
  readonly name: string;
  readonly type: "number" | "integer" | "boolean" | "text";
  /** The description, and the default where there is one; that a switch is off needs no saying. */
  readonly text: string;
}

/** Types that are no text, as JSON Schema calls them. */
const types = ["number", "integer", "boolean"] as const;

/** The fields of a schema, in its order. */
export function describeFields(fields: z.ZodRawShape): DescribedField[] {
  const { properties = {} } = z.toJSONSchema(z.object(fields), { io: "input" });
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (typeof schema === "boolean") return [];
    const { default: usual } = schema;
    const type = types.find((type) => type === schema.type) ?? "text";
    const fallback = usual === undefined || usual === false ? "" : ` (default: ${usual})`;
    return [{ name, type, text: `${schema.description ?? ""}${fallback}` }];
  });
}

/** One option a field; its type, default and description are the schema's. */
export function fieldOptions(fields: z.ZodRawShape): Option[] {
  return describeFields(fields).map(({ name, type, text }) => {
    const flag = flagOf(name);
    return new Option(type === "boolean" ? flag : `${flag} <${type}>`, text).helpGroup("Question:");
  });
}

/**
 * The request that parsed options state: the fields given, no defaults filled in. Text that should be
 * a number and is none stays text, for the schema to refuse with all the others.
 */
export function givenFields(
  options: Readonly<Record<string, unknown>>,
  fields: z.ZodRawShape,
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const { name, type } of describeFields(fields)) {
    const text = options[new Option(`${flagOf(name)} <value>`).attributeName()];
    if (typeof text === "boolean") given[name] = text;
    if (typeof text === "string") given[name] = type === "text" ? text : asNumber(text);
  }
  return given;
}

/** Every flag whose value, or whose company, `request` refuses. */
export function badFields(
  given: Readonly<Record<string, unknown>>,
  fields: z.ZodRawShape,
  request: z.ZodType,
): BadFlag[] {
  const numeric = describeFields(fields).filter(
    ({ type }) => type === "number" || type === "integer",
  );
  const noNumbers = numeric.flatMap(({ name }) => (typeof given[name] === "string" ? [name] : []));
  return (request.safeParse(given).error?.issues ?? []).map(({ path: [name], message }) => ({
    flag: flagOf(String(name)),
    message: noNumbers.includes(String(name)) ? `"${given[String(name)]}" is no number` : message,
  }));
}

/** Whether a flag is that of one of the fields. */
export function isFlagOf(fields: z.ZodRawShape, flag: string): boolean {
  return Object.keys(fields).some((field) => flagOf(field) === flag);
}

/**
 * Adds a field that is no single word.
 * @param read what its flags say
 * @param bad gets what is wrong with them, if `read` throws a UsageError
 */
export async function addField(
  given: Record<string, unknown>,
  field: string,
  read: () => unknown,
  bad: BadFlag[],
): Promise<void> {
  try {
    given[field] = await read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    bad.push(...error.bad);
  }
}

/** For a server's refusal: its limits are its own, and what it refuses is a flag's value like any other. */
export function asBadFlags(error: unknown): never {
  const isRefusal = error instanceof ProblemError && error.errors.length > 0;
  if (!isRefusal) throw error;
  throw new UsageError(error.errors.map(({ path, message }) => ({ flag: flagOf(path), message })));
}

/** The number that a text is; a text that is none stays, to be refused. */
export function asNumber(text: string): number | string {
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) ? text : value;
}
