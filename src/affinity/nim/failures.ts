/** Why a NIM predicted nothing, told to whoever asked. The key is in none of it. */
import * as z from "zod";
import { JobFailure } from "#src/jobs/failure.ts";
import { quotable } from "../sentence.ts";
import type { NimExchange } from "./exchange.ts";

/** Whom the failure is about. */
export interface NimNamed {
  readonly host: string;
  readonly apiKey: string | undefined;
}

/** The failure that an answer means which is no result. */
export function failureOfStatus({ status, text }: NimExchange, nim: NimNamed): JobFailure {
  const words = wordsOf(text, nim);
  const says = words === undefined ? `it answers ${status}` : words;
  if (status === 401 || status === 403) {
    const what = nim.apiKey === undefined ? "asks for a key" : "refuses the key";
    return fail("nim_credentials", nim, `${what} (NIM_API_KEY)`, false);
  }
  if (status === 429 || status === 503) {
    return fail("nim_busy", nim, `takes no more for now: ${says}`, true);
  }
  if (status >= 500 || status === 408) return fail("nim_failed", nim, `failed: ${says}`, true);
  if ([400, 409, 413, 422].includes(status)) {
    return fail("nim_refused", nim, `refuses this: ${says}`, false);
  }
  return fail("nim_invalid", nim, `answers ${status}: is NIM_URL right?`, false);
}

/** The failure of an answer that cannot be used, and why. */
export function noResult(reason: string, nim: NimNamed): JobFailure {
  return fail("nim_invalid", nim, `answered no result that can be used: ${reason}`, false);
}

/** The failure of a NIM that cannot be reached, or whose answer did not come, and why. */
export function notThere(reason: string, nim: NimNamed): JobFailure {
  return fail("nim_away", nim, reason, true);
}

function fail(code: string, { host }: NimNamed, what: string, retry: boolean): JobFailure {
  const end = /[.?…]$/.test(what) ? "" : ".";
  return new JobFailure(code, `The NIM ${host} ${what}${end}`, { retry });
}

/** FastAPI's errors: of fields, or a sentence. */
const told = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })).min(1),
  ]),
});

/** Its own words, without a key that it may repeat. */
function wordsOf(text: string, { apiKey }: NimNamed): string | undefined {
  const { data } = told.safeParse(jsonOf(text));
  const plain = data === undefined ? (text.startsWith("{") ? "" : text) : sentence(data.detail);
  return quotable(apiKey === undefined ? plain : plain.replaceAll(apiKey, "…"));
}

function sentence(detail: z.output<typeof told>["detail"]): string {
  if (typeof detail === "string") return detail;
  return detail
    .slice(0, 3)
    .map(({ loc, msg }) => `${loc.filter((part) => part !== "body").join(".")}: ${msg}`)
    .join("; ");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
