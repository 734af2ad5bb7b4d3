/** A server of alignments: a ticket is taken, waited for, and exchanged for an archive. */
import retort from "../../../package.json" with { type: "json" };
import { MsaError } from "../msa-rows.ts";
import type { PredictionContext } from "../predicting/engine.ts";
import { ArchiveCutError, readArchive } from "./archive.ts";
import { failureOfReply, noAlignment, tooLate } from "./failures.ts";
import { createPauses, type Pace } from "./pace.ts";
import { type Reply, readRefusal, readReply } from "./replies.ts";

/** A server of alignments. */
export interface MsaServer {
  /** Which one, and what is searched: what a sequence's alignment depends on. */
  readonly identity: string;
  /**
   * Has a sequence aligned.
   * @returns rows, the first is the protein
   * @throws JobFailure `msa_rate_limited`, `msa_server_away`, `msa_server_maintenance` (another try may
   *   end better), `msa_refused`, `msa_invalid`; the signal's reason when it aborts
   */
  align(sequence: string, context: PredictionContext): Promise<readonly string[]>;
}

/** UniRef and the environmental sequences, filtered: what Boltz's `--use_msa_server` asks for. */
const MODE = "env";

/** Time for a reply about a ticket, in milliseconds: the server has it at hand. */
const REPLY_MS = 30_000;

/** Replies in a row that lead nowhere, before the server is given up. */
const MOST_TROUBLES = 3;

/** @param address its address, as `https://api.colabfold.com` */
export function createMsaServer(address: string, pace: Pace): MsaServer {
  const base = new URL(address.endsWith("/") ? address : `${address}/`);
  return {
    identity: `${base.href} ${MODE}`,
    async align(sequence, context) {
      const deadline = AbortSignal.timeout(pace.deadline);
      const signal = AbortSignal.any([context.signal, deadline]);
      let last: Reply | undefined;
      try {
        return await search(
          { base, sequence, pace, signal },
          {
            say: (what) => context.report(0, what),
            heard: (reply) => {
              last = reply;
            },
          },
        );
      } catch (error) {
        context.signal.throwIfAborted();
        if (!deadline.aborted) throw error;
        throw last?.status === "RATELIMIT"
          ? failureOfReply(last, base.host)
          : tooLate(pace.deadline, base.host);
      }
    },
  };
}

/** What is asked for, and of whom. */
interface Question {
  readonly base: URL;
  readonly sequence: string;
  readonly pace: Pace;
  /** Aborts when nobody wants it any more, and when its time is over. */
  readonly signal: AbortSignal;
}

/** Who is told how a search goes. */
interface Listener {
  say(what: string): void;
  heard(reply: Reply): void;
}

async function search(question: Question, { say, heard }: Listener): Promise<readonly string[]> {
  const { base, pace, signal } = question;
  const { host } = base;
  const pauses = createPauses(pace, signal);
  let id: string | undefined;
  let troubles = 0;
  say(`Asking the MSA server ${host}`);
  for (;;) {
    const ticket = id === undefined ? await submit(question) : await ask(question, `ticket/${id}`);
    const outcome = ticket.status === "COMPLETE" ? await result(question, ticket.id) : ticket;
    if (outcome.status === "READ") return outcome.rows;
    heard(outcome);
    switch (outcome.status) {
      case "PENDING":
      case "RUNNING":
        ({ id } = outcome);
        troubles = 0;
        say(`The MSA server ${host} ${outcome.status === "PENDING" ? "has it waiting" : "aligns"}`);
        await pauses.between();
        break;
      case "RATELIMIT":
        if ((outcome.retryAfter ?? 0) > pace.deadline) throw failureOfReply(outcome, host);
        say(`The MSA server ${host} allows no more questions for now`);
        await pauses.limited(outcome.retryAfter);
        break;
      case "UNKNOWN":
      case "AWAY":
        if (outcome.status === "UNKNOWN") id = undefined;
        if (++troubles > MOST_TROUBLES) throw failureOfReply(outcome, host);
        await pauses.between();
        break;
      default:
        throw failureOfReply(outcome, host);
    }
  }
}

function submit(question: Question): Promise<Reply> {
  const body = new URLSearchParams({ q: `>101\n${question.sequence}\n`, mode: MODE });
  return ask(question, "ticket/msa", { method: "POST", body });
}

async function ask(question: Question, path: string, init: RequestInit = {}): Promise<Reply> {
  const patience = AbortSignal.any([question.signal, AbortSignal.timeout(REPLY_MS)]);
  try {
    return await readReply(await request(question, path, { ...init, signal: patience }));
  } catch (error) {
    return away(question, error);
  }
}

type Result =
  | Exclude<Reply, { readonly status: "COMPLETE" }>
  | { readonly status: "READ"; readonly rows: readonly string[] };

async function result(question: Question, id: string): Promise<Result> {
  const { base, sequence } = question;
  try {
    const response = await request(question, `result/download/${id}`);
    // A ticket that is complete and has no result has been forgotten meanwhile.
    if (response.status === 404) return { status: "UNKNOWN" };
    if (!response.ok || response.body === null) return await readRefusal(response);
    return { status: "READ", rows: await readArchive(response.body, sequence) };
  } catch (error) {
    if (error instanceof MsaError) throw noAlignment(error.message, base.host);
    return away(question, error);
  }
}

function request({ base, signal }: Question, path: string, init: RequestInit = {}) {
  const headers = { "user-agent": `retort/${retort.version}` };
  return fetch(new URL(path, base), { signal, headers, ...init });
}

/** @throws the signal's reason when it has aborted */
function away({ signal }: Question, error: unknown) {
  signal.throwIfAborted();
  const isCut = error instanceof ArchiveCutError;
  return {
    status: "AWAY",
    words: isCut ? "its archive broke off" : "it cannot be reached",
  } as const;
}
