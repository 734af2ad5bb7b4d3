/**
 * What a prediction's program has said so far, as a file of its job: written anew now and then, because
 * whoever asks may ask another machine, until the whole log takes its place.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { fileKey, registerFile } from "#src/jobs/files.ts";
import { type Holder, whileHeld } from "#src/jobs/hold.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { BlobKey } from "#src/storage/blobs/key.ts";
import type { Database } from "#src/storage/database.ts";
import { logFile } from "../boltz/folder.ts";
import type { PredictionContext } from "./engine.ts";

/** Time between two writes: a tenth of what the program has run for, but no less and no more. */
const PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 30_000;
const PART = 1 / 10;

/** Keeps what a program says. */
export interface LiveLog {
  readonly hear: NonNullable<PredictionContext["hear"]>;
  /** Writes nothing more; what was written last stays until another takes its place. */
  close(): Promise<void>;
}

/** Where it is kept. */
export interface LiveLogOptions {
  readonly database: Database;
  readonly blobs: Blobs;
  /** Least time from one write to the next, in milliseconds. Default: 2 s. */
  readonly pauseMs?: number;
}

/** Begins to keep it, as far as the store and the database are there. */
export function keepLiveLog(
  { database, blobs, pauseMs = PAUSE_MS }: LiveLogOptions,
  { job, attempt, ...holder }: Holder,
): LiveLog {
  const closing = new AbortController();
  const signal = AbortSignal.any([holder.signal, closing.signal]);
  let read: (() => Promise<string>) | undefined;
  let kept: Promise<void> | undefined;
  let written: readonly BlobKey[] = [];

  async function write(text: string, count: number): Promise<void> {
    const blob = fileKey(job, attempt, `boltz-${count}.log`);
    const { size, sha256 } = await blobs.write(blob, Buffer.from(text), { signal });
    written = [...written, blob];
    const mediaType = "text/plain; charset=utf-8";
    await whileHeld(database, { job, attempt, signal }, (session) =>
      registerFile(session, { job, name: logFile, blob, size, sha256, mediaType }),
    );
    // Somebody may be about to read the one before.
    for (const old of written.slice(0, -2)) await blobs.delete(old);
    written = written.slice(-2);
  }

  async function keep(): Promise<void> {
    const began = performance.now();
    let before = "";
    for (let count = 1; !signal.aborted; count++) {
      const pause = Math.max(pauseMs, (performance.now() - began) * PART);
      try {
        await sleep(Math.min(pause, LONGEST_PAUSE_MS), undefined, { signal, ref: false });
        const text = await read!();
        if (text === before) continue;
        await write(text, count);
        before = text;
      } catch {
        // The folder is gone, the store is away, or it is over: what comes later will tell.
      }
    }
  }

  return {
    hear(from) {
      read = from;
      kept ??= keep();
    },
    async close() {
      closing.abort();
      await kept;
    },
  };
}
