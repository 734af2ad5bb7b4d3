/** A server in a process of its own, and one request to it over a real socket. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";

/** A running server process. */
export interface Service {
  readonly url: string;
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>;
}

/**
 * Starts a server and waits until it prints its address, on either output.
 * @throws Error with what it said, when it ends without one
 */
export async function startService(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  return { url: await printedAddress(child), close: () => endProcess(child) };
}

/** The first address that a process prints. @throws Error with what it said, when it ends without one */
export function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk;
      const url = /http:\/\/[^\s:]+:\d+/.exec(said)?.[0];
      if (url) resolve(url);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`the server ended before it listened:\n${said}`)));
  });
}

/** Ends a process, and waits until it is gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, "exit");
}

/** Times of an answered request, in ms from before it was sent. */
export interface ExchangeTimes {
  /** When the first bytes of the body were read. */
  readonly firstByte: number;
  /** When the last byte of the body was read. */
  readonly whole: number;
  /** Stages by the answer's Server-Timing, header or trailer, in ms. */
  readonly stages: Readonly<Record<string, number>>;
}

/** An answered request. */
export interface Exchange {
  readonly times: ExchangeTimes;
  readonly body: Buffer;
}

const agent = new Agent({ keepAlive: true });

/**
 * Posts `question` as JSON and reads the whole answer.
 * @throws Error with the answer's text when it is no success
 */
export async function post(url: string, question: object): Promise<Exchange> {
  const sent = JSON.stringify(question);
  const start = performance.now();
  const outgoing = request(url, {
    agent,
    method: "POST",
    headers: { "content-type": "application/json", "content-length": Buffer.byteLength(sent) },
  });
  outgoing.end(sent);
  const [answer] = await once(outgoing, "response");
  const chunks: Buffer[] = [];
  let firstByte = 0;
  answer.on("data", (chunk: Buffer) => {
    firstByte ||= performance.now() - start;
    chunks.push(chunk);
  });
  await once(answer, "end");
  const whole = performance.now() - start;
  const body = Buffer.concat(chunks);
  if (!/^2/.test(answer.statusCode))
    throw new Error(`${url} answered ${answer.statusCode}: ${body}`);
  const stages = serverTiming(answer.headers["server-timing"] ?? answer.trailers["server-timing"]);
  return { times: { firstByte, whole, stages }, body };
}

/** Durations of a Server-Timing header, `solve;dur=3.1, evolve;dur=20`, by name. */
function serverTiming(header = ""): Record<string, number> {
  const stages = header.matchAll(/([\w-]+);(?:[^,]*;)?dur=([\d.]+)/g);
  return Object.fromEntries(Array.from(stages, ([, name, ms]) => [name!, Number(ms)]));
}
