/**
 * What a server of alignments replies. The interface is that of MMseqs2-App's backend, which ColabFold's
 * public server runs, and which Boltz's `--use_msa_server` asks (ColabFold's colabfold.py; Boltz 2.2's
 * data/msa/mmseqs2.py): `POST ticket/msa`, `GET ticket/{id}`, `GET result/download/{id}`.
 */
import * as z from "zod";
import { retryAfter } from "../retry-after.ts";
import { quotable } from "../sentence.ts";

/** What a reply means for whoever waits for an alignment. */
export type Reply =
  | { readonly status: "PENDING"; readonly id: string }
  | { readonly status: "RUNNING"; readonly id: string }
  | { readonly status: "COMPLETE"; readonly id: string }
  | Refusal;

/** A reply that is no step further. */
export type Refusal =
  /** It has forgotten the ticket, or never had it. */
  | { readonly status: "UNKNOWN" }
  | { readonly status: "RATELIMIT"; readonly retryAfter: number | undefined }
  | { readonly status: "MAINTENANCE" }
  /** It cannot or will not align this; its own words, if it had any. */
  | { readonly status: "ERROR"; readonly words: string | undefined }
  /** It is not to be reached, or not well; why. */
  | { readonly status: "AWAY"; readonly words: string }
  /** What replied is no such server. */
  | { readonly status: "STRANGE"; readonly words: string };

/** Most bytes of a ticket: they have a hundred. */
const MOST_BYTES = 2 ** 16;

const ticket = z.object({
  id: z.string().optional().catch(undefined),
  status: z.enum([
    "PENDING",
    "RUNNING",
    "COMPLETE",
    "ERROR",
    "UNKNOWN",
    "RATELIMIT",
    "MAINTENANCE",
  ]),
  error: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
});

/** An id goes into addresses as it is. */
const idGrammar = /^[\w-]{1,100}$/;

/** Reads the reply to a question for a ticket. */
export async function readReply(response: Response): Promise<Reply> {
  const text = await shortText(response);
  const { data } = ticket.safeParse(jsonOf(text));
  if (data === undefined) return refusalOf(response, text);
  switch (data.status) {
    case "PENDING":
    case "RUNNING":
    case "COMPLETE": {
      const { status, id } = data;
      if (id !== undefined && idGrammar.test(id)) return { status, id };
      return { status: "STRANGE", words: "a ticket without an id" };
    }
    case "RATELIMIT":
      return { status: data.status, retryAfter: retryAfterOf(response) };
    case "ERROR":
      return { status: data.status, words: quotable(data.error ?? data.reason ?? "") };
    default:
      return { status: data.status };
  }
}

/** Reads a reply that is neither a ticket nor a result. */
export async function readRefusal(response: Response): Promise<Refusal> {
  return refusalOf(response, await shortText(response));
}

function refusalOf(response: Response, text: string): Refusal {
  const { status } = response;
  if (status < 400) return { status: "STRANGE", words: "something that is no ticket" };
  if ([401, 403, 404].includes(status)) {
    return { status: "STRANGE", words: `with the status ${status}` };
  }
  if (status === 429) return { status: "RATELIMIT", retryAfter: retryAfterOf(response) };
  if (status === 408 || status >= 500) return { status: "AWAY", words: `it answers ${status}` };
  return { status: "ERROR", words: quotable(text) ?? `it answers ${status}` };
}

function retryAfterOf({ headers }: Response): number | undefined {
  return retryAfter(headers.get("retry-after"), Date.now());
}

async function shortText({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) break;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
