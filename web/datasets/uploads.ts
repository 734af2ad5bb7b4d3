/** Files on their way to the server, one after the other. They go on while another page is shown. */
import { useSyncExternalStore } from "react";
import { ProblemError, type RequestOptions, uploadDataset } from "#src/client/index.ts";
import { nameFor } from "./file-name.ts";
import { fetchTelling } from "./telling-fetch.ts";

/** A file, and what became of it. */
export interface Upload {
  readonly id: number;
  /** What it is called on the server. */
  readonly filename: string;
  /** In bytes. */
  readonly size: number;
  readonly state: "waiting" | "sending" | "checking" | "failed";
  /** How much of it is sent, 0 … 1. */
  readonly sent: number;
  /** Why it was not taken: a sentence each; empty as long as it may be. */
  readonly problems: readonly string[];
}

interface Waiting {
  readonly id: number;
  readonly file: File;
  readonly options: Pick<RequestOptions, "token">;
  readonly onTaken: () => void;
}

const listeners = new Set<() => void>();
const stops = new Map<number, AbortController>();
const waiting: Waiting[] = [];
let uploads: readonly Upload[] = [];
let count = 0;
let isSending = false;

/** The uploads that are under way or have failed; drawn again when one moves. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(subscribe, () => uploads);
}

/** Sends files, each when those before it are through; `onTaken` is called for each that is taken. */
export function upload(
  files: Iterable<File>,
  options: Pick<RequestOptions, "token">,
  onTaken: () => void,
): void {
  for (const file of files) {
    const id = count++;
    const filename = nameFor(file.name);
    become([
      ...uploads,
      { id, filename, size: file.size, state: "waiting", sent: 0, problems: [] },
    ]);
    waiting.push({ id, file, options, onTaken });
  }
  if (!isSending) void sendAll();
}

/** Gives an upload up, or forgets one that failed. */
export function giveUp(id: number): void {
  stops.get(id)?.abort();
  const at = waiting.findIndex((one) => one.id === id);
  if (at >= 0) waiting.splice(at, 1);
  become(uploads.filter((one) => one.id !== id));
}

async function sendAll(): Promise<void> {
  isSending = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await send(next);
  isSending = false;
}

async function send({ id, file, options, onTaken }: Waiting): Promise<void> {
  const stop = new AbortController();
  stops.set(id, stop);
  change(id, { state: "sending" });
  const fetch = fetchTelling((sent) =>
    change(id, { sent, state: sent < 1 ? "sending" : "checking" }),
  );
  try {
    await uploadDataset(file, nameFor(file.name), { ...options, signal: stop.signal, fetch });
    giveUp(id);
    onTaken();
  } catch (error) {
    if (!stop.signal.aborted) change(id, { state: "failed", problems: problemsOf(error) });
  } finally {
    stops.delete(id);
  }
}

function problemsOf(error: unknown): string[] {
  if (error instanceof ProblemError && error.errors.length > 0) {
    return error.errors.map(({ message }) => message);
  }
  return [error instanceof Error ? error.message : String(error)];
}

function change(id: number, what: Partial<Upload>): void {
  become(uploads.map((one) => (one.id === id ? { ...one, ...what } : one)));
}

function become(next: readonly Upload[]): void {
  uploads = next;
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
