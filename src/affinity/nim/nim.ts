/** The engine `nim`: Boltz-2 as an NVIDIA NIM, on a machine of one's own or NVIDIA's. */
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type {
  Found,
  Held,
  PredictionContext,
  PredictionEngine,
  PreparedPrediction,
} from "../predicting/engine.ts";
import { retryAfter } from "../retry-after.ts";
import { NimAnswerError, readNimAnswer } from "./answer.ts";
import { nimBody } from "./body.ts";
import { ask, type NimExchange, NimTooLargeError } from "./exchange.ts";
import { failureOfStatus, noResult, notThere } from "./failures.ts";
import { foundByNim } from "./found.ts";

/** Which NIM, and how patiently it is asked. */
export interface NimOptions {
  /** Its address, as `http://localhost:8000`, or NVIDIA's `https://health.api.nvidia.com/v1`. */
  readonly url: string;
  /** Its key, if it wants one: NVIDIA's own host does. Reaches neither a log nor a result. */
  readonly apiKey?: string | undefined;
  /** Longest that a prediction may take, in seconds. Default: an hour. */
  readonly timeoutSeconds?: number;
  /** Before it is asked again when it is busy and does not say when, in milliseconds. Default: 5000. */
  readonly pause?: number;
  /**
   * Where a prediction is asked for that was answered with 202; its id is appended. Default: NVIDIA's
   * (docs.api.nvidia.com), whose host is the only one known to answer so.
   */
  readonly statusUrl?: string;
}

const hosted = "https://api.nvcf.nvidia.com/v2/nvcf/pexec/status/";

/** Times that a busy NIM is asked before the job goes back to wait. */
const MOST_TRIES = 3;

/** Longest pause before it is asked again, in milliseconds; the job's own wait may be longer. */
const MOST_PAUSE = 60_000;

/** Time for its version, which a result can do without, in milliseconds. */
const METADATA_MS = 5_000;

/** Makes the engine. */
export function createNim(options: NimOptions): PredictionEngine {
  return {
    async predict(asked, context) {
      const { timeoutSeconds = 3600 } = options;
      const deadline = AbortSignal.timeout(1000 * timeoutSeconds);
      const nim = openNim(options, AbortSignal.any([context.signal, deadline]));
      try {
        return await nim.predict(asked, context);
      } catch (error) {
        context.signal.throwIfAborted();
        if (deadline.aborted) throw nim.away(`had no answer within ${timeoutSeconds} s`);
        throw error;
      }
    },
  };
}

/** A NIM, for one prediction. */
function openNim(options: NimOptions, signal: AbortSignal) {
  const { apiKey, pause = 5_000, statusUrl = hosted } = options;
  const base = new URL(options.url.endsWith("/") ? options.url : `${options.url}/`);
  const named = { host: base.host, apiKey };

  async function predict(
    asked: PreparedPrediction,
    { report }: PredictionContext,
  ): Promise<Held<Found>> {
    const { diffusion_samples: structures, ligand } = asked.request;
    const body = nimBody(asked);
    const version = await versionTold();
    report(0.02, `Predicted by the NIM ${named.host}`);
    const startedAt = new Date();
    const { text } = await untilDone(await patiently(JSON.stringify(body)));
    const answer = read(text, { structures, ligand: ligand.id });
    const finishedAt = new Date();
    const { host } = named;
    const found = foundByNim({ body, answer, host, version, startedAt, finishedAt });
    return { ...found, async [Symbol.asyncDispose]() {} };
  }

  /** Asks, and again while it is busy. */
  async function patiently(body: string): Promise<NimExchange> {
    const url = new URL("biology/mit/boltz2/predict", base);
    for (let tries = 1; ; tries++) {
      const exchange = await reached(url, body);
      const { status, headers } = exchange;
      const isBusy = status === 429 || status === 503;
      const wait = retryAfter(headers["retry-after"], Date.now()) ?? pause * 2 ** (tries - 1);
      if (!isBusy || tries === MOST_TRIES || wait > MOST_PAUSE) return exchange;
      await sleep(wait, undefined, { signal });
    }
  }

  /** NVIDIA's host answers 202 when a prediction takes long, and is then asked under its id. */
  async function untilDone(first: NimExchange): Promise<NimExchange> {
    let exchange = first;
    while (exchange.status === 202) {
      const id = exchange.headers["nvcf-reqid"] ?? first.headers["nvcf-reqid"];
      const isTheirs = statusUrl !== hosted || base.hostname.endsWith(".api.nvidia.com");
      if (!isTheirs || typeof id !== "string" || !/^[\w-]{1,100}$/.test(id)) {
        throw noResult("it said 202, and not where to ask", named);
      }
      await sleep(Math.min(pause, 1_000), undefined, { signal });
      exchange = await reached(new URL(statusUrl + id));
    }
    if (exchange.status !== 200) throw failureOfStatus(exchange, named);
    return exchange;
  }

  async function reached(url: URL, body?: string): Promise<NimExchange> {
    try {
      return await ask({ url, apiKey, signal, ...(body !== undefined && { body }) });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NimTooLargeError) throw noResult("it is too large", named);
      const { code } = error as NodeJS.ErrnoException;
      throw away(`cannot be reached (${code ?? "the connection was lost"})`);
    }
  }

  function away(reason: string) {
    return notThere(reason, named);
  }

  function read(text: string, expected: Parameters<typeof readNimAnswer>[1]) {
    try {
      return readNimAnswer(text, expected);
    } catch (error) {
      if (error instanceof NimAnswerError) throw noResult(error.message, named);
      throw error;
    }
  }

  /** The NIM's own version; undefined if it does not tell, as NVIDIA's host does not. */
  async function versionTold(): Promise<string | undefined> {
    const url = new URL("v1/metadata", base);
    const patience = AbortSignal.any([signal, AbortSignal.timeout(METADATA_MS)]);
    try {
      const { status, text } = await ask({ url, apiKey, signal: patience });
      const { data } = metadata.safeParse(status === 200 ? JSON.parse(text) : undefined);
      return data?.version;
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  return { predict, away };
}

/** NVIDIA's NIMs have it in common (`GET /v1/metadata`). */
const metadata = z.object({ version: z.string().regex(/^[\w.+-]{1,50}$/) });
