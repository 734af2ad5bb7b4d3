/**
 * The question on the page: what its address says, what the user changed, and the request made of
 * both. A link holds the fields that differ from the defaults; a question that fails validation is
 * kept as it was written, with what is wrong at which field.
 */
import type * as z from "zod";
import {
  type Problem,
  type TunnelingRequest,
  toProblem,
  tunnelingFields,
  tunnelingRequest,
} from "#src/tunneling/problem.ts";
import { encounterTime } from "#src/tunneling/theory.ts";

/** A field of the request. */
export type FieldName = keyof typeof tunnelingFields;

/** Fields as written, in an address or by a user; those left out have their default. */
export type Written = Readonly<Partial<Record<FieldName, number | string | undefined>>>;

/** What is wrong, by field. */
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

/** A valid question: every field of the request stated, and the problem it is. */
export interface Question {
  readonly request: TunnelingRequest;
  readonly problem: Problem;
}

/** A written question, judged: the question, or its errors. */
export type Judgement =
  | { readonly question: Question }
  | { readonly question?: never; readonly errors: FieldErrors };

const fieldNames = Object.keys(tunnelingFields) as FieldName[];
const schema = tunnelingRequest();

/** The part of an address's search parameters that is about this instrument; never fails. */
export function readAddress(search: Readonly<Record<string, unknown>>): Written {
  const known = fieldNames.filter((name) => ["number", "string"].includes(typeof search[name]));
  return Object.fromEntries(known.map((name) => [name, search[name]]));
}

/** Whether two questions are written alike. */
export function sameWritten(a: Written, b: Written): boolean {
  return fieldNames.every((name) => a[name] === b[name]);
}

/** `written` without the fields that only state their default: what the address keeps. */
export function withoutDefaults(written: Written): Written {
  const says = (name: FieldName) => {
    const value = written[name];
    if (value === undefined) return false;
    // The page opens with another time than the server's default, so a stated time always stays.
    if (name === "t_max" || name === "dt") return true;
    return value !== tunnelingFields[name].safeParse(undefined).data;
  };
  return Object.fromEntries(fieldNames.filter(says).map((name) => [name, written[name]]));
}

/**
 * Validates `written` by the request's own schema. Where it leaves the time open, the page asks for
 * the window in which the packet meets the barrier, in as many steps as are stated or, when none
 * are, in steps that make one frame each. Steps and their length, both stated, make the time.
 */
export function judge(written: Written): Judgement {
  const stated = schema.safeParse(written);
  if (!stated.success) return { errors: errorsByField(stated.error) };
  const { num_time_steps: steps, max_frames: frames } = stated.data;
  const window = (written.t_max as number) ?? encounterTime(toProblem(stated.data));
  const dt = (written.dt as number) ?? Number((window / (steps ?? frames)).toPrecision(6));
  const t_max = steps === undefined ? window : Number((steps * dt).toPrecision(12));
  const timed = schema.safeParse({ ...stated.data, t_max, dt });
  if (!timed.success) return { errors: errorsByField(timed.error) };
  return { question: { request: timed.data, problem: toProblem(timed.data) } };
}

function errorsByField({ issues }: { issues: readonly z.core.$ZodIssue[] }): FieldErrors {
  const errors: Partial<Record<FieldName, string>> = {};
  for (const { path, message } of issues) {
    const name = path[0] as FieldName | undefined;
    if (name !== undefined) errors[name] ??= message;
  }
  return errors;
}
