/**
 * A server of alignments that speaks MMseqs2-App's protocol (its backend/server.go): tickets by form,
 * rate limits with 429, results as tar in gzip. What a test tells it to reply comes before its own reply.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TestContext } from "node:test";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { sendJson, standIn } from "./stand-in.ts";

/** A question that it was asked. */
export interface Asked {
  readonly method: string;
  /** From the address, as `/ticket/msa`. */
  readonly path: string;
  readonly agent: string | undefined;
  /** Fields of a form; empty for a GET. */
  readonly form: Readonly<Record<string, string>>;
  /** Milliseconds since the process began. */
  readonly at: number;
}

/** Replies once. */
export type Told = (response: ServerResponse) => void;

/** The server, and what a test tells it. */
export interface MsaServerStandIn {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Replies to come, first to the first question; then its own. */
  readonly told: Told[];
  /** How often a ticket is said to be running before it is complete. Default: 1. */
  running: number;
}

/** Starts one; it ends with the test. */
export async function startMsaServer(t: TestContext): Promise<MsaServerStandIn> {
  const asked: Asked[] = [];
  const told: Told[] = [];
  const tickets = new Map<string, { readonly sequence: string; asked: number }>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!;
    const form = Object.fromEntries(new URLSearchParams(await textOf(request)));
    const { method = "", headers } = request;
    asked.push({ method, path, agent: headers["user-agent"], form, at: performance.now() });
    const instead = told.shift();
    if (instead !== undefined) return instead(response);
    if (method === "POST" && path === "/ticket/msa") {
      const id = `T${tickets.size}-x_y`;
      tickets.set(id, { sequence: form.q!.split("\n")[1]!, asked: 0 });
      return sendJson(response, 200, { id, status: "PENDING" });
    }
    const [, kind, id] = /^\/(ticket|result\/download)\/([\w-]+)$/.exec(path) ?? [];
    const ticket = tickets.get(id ?? "");
    if (ticket === undefined) return sendJson(response, 200, { id, status: "UNKNOWN" });
    if (kind === "ticket") {
      const status = ticket.asked++ < server.running ? "RUNNING" : "COMPLETE";
      return sendJson(response, 200, { id, status });
    }
    const archive = await usualArchive(ticket.sequence);
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(archive);
  }

  const url = await standIn(t, (request, response) => void answer(request, response));
  const server = { url, asked, told, running: 1 };
  return server;
}

/** The A3M of UniRef that it finds for a sequence: the sequence, a copy with a gap and an insertion. */
export function alignmentOf(sequence: string): string {
  return `>101\n${sequence}\n>UniRef100_A1\t99\t0.9\n-ak${sequence.slice(1)}\n`;
}

/** What it sends: the files of both searches, each ended by a NUL, and others that are none of ours. */
export function usualArchive(sequence: string): Promise<Uint8Array> {
  return archiveOf({
    "bfd.mgnify30.metaeuk30.smag30.a3m": `>101\n${sequence}\n>MGY1\n${"-".repeat(sequence.length)}\n\0`,
    "uniref.a3m": `${alignmentOf(sequence)}\0`,
    "pdb70.m8": "101\t1abc_A\t0.9\n",
  });
}

/** Files as tar in gzip. */
export async function archiveOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const archive = pack();
  for (const [name, text] of Object.entries(files)) archive.entry({ name }, text);
  archive.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of archive) pieces.push(piece as Uint8Array);
  return gzipSync(Buffer.concat(pieces));
}

/** Replies with a status and JSON. */
export function replies(status: number, value: unknown, headers = {}): Told {
  return (response) => {
    for (const [name, text] of Object.entries(headers)) response.setHeader(name, String(text));
    sendJson(response, status, value);
  };
}

/** Replies with a status and text. */
export function says(status: number, text: string | Uint8Array): Told {
  return (response) => void response.writeHead(status).end(text);
}

/** Ends the connection without a reply. */
export function hangsUp(): Told {
  return (response) => void response.socket?.destroy();
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces).toString("utf8");
}
