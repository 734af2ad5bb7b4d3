/** Looks at everything that Retort stands on, by using it. */
import { setTimeout as sleep } from "node:timers/promises";
import { counting } from "#src/jobs/counting.ts";
import type { Jobs } from "#src/jobs/jobs.ts";
import { getJob } from "#src/jobs/own.ts";
import { builtKernels } from "#src/numeric/built-kernels.ts";
import { checkBlobs } from "#src/storage/blobs/check.ts";
import type { Database } from "#src/storage/database.ts";
import { localUser } from "#src/storage/identity.ts";
import { LockedError } from "#src/storage/lock.ts";
import { examineAffinity } from "./affinity-examination.ts";
import type { Config } from "./config.ts";
import type { Finding } from "./finding.ts";
import { hasPage } from "./page.ts";
import { openPlatform, type Platform } from "./platform.ts";
import { describeIdentity } from "./provider.ts";
import { lookAround } from "./surroundings.ts";

/** A job that counts to three has to be done by then. */
const PATIENCE_MS = 30_000;

/** Looks at one thing after the other; each is told as it is found. */
export async function* examine(config: Config): AsyncGenerator<Finding> {
  yield { what: "Node", state: "works", says: `${process.version} on ${process.platform}` };
  yield await attempt("Kernels", async () => {
    await builtKernels();
    return "built for WebAssembly SIMD";
  });
  yield hasPage
    ? { what: "Page", state: "works", says: "built" }
    : {
        what: "Page",
        state: "lacks",
        says: "not built: only the API answers. `npm run build` builds it.",
      };
  yield { what: "Identity", state: "works", says: describeIdentity(config).description };
  yield* examineStorage(config);
  yield* examineAffinity(config);
  for (const { name, found, lack } of await lookAround()) {
    yield { what: name, state: found === undefined ? "lacks" : "works", says: found ?? lack };
  }
}

async function* examineStorage(config: Config): AsyncGenerator<Finding> {
  let platform: Platform;
  try {
    platform = await openPlatform({ ...config, LOG_LEVEL: "silent" }, { isWorker: true });
  } catch (error) {
    if (!(error instanceof LockedError)) {
      yield { what: "Storage", state: "fails", says: reasonOf(error) };
      return;
    }
    const says = `not looked at. ${error.message} A server that runs tells of itself at /health.`;
    yield { what: "Storage", state: "lacks", says };
    return;
  }
  const { database, blobs, jobs } = platform;
  try {
    yield { what: "Database", state: "works", says: database.description };
    yield await attempt("Files", async () => {
      await checkBlobs(blobs);
      return blobs.description;
    });
    yield await attempt("Jobs", () => countToThree(database, jobs));
  } finally {
    await platform.close();
  }
}

async function countToThree(database: Database, jobs: Jobs): Promise<string> {
  const began = performance.now();
  const submission = { kind: counting, request: { to: 3, interval: 0 }, priority: 100 };
  const { job } = await jobs.submit(localUser, submission);
  for (;;) {
    const { state, error } = await getJob(database, localUser, job.id);
    const milliseconds = performance.now() - began;
    if (state === "completed") return `one was done in ${milliseconds.toFixed(0)} ms`;
    if (state !== "queued" && state !== "running") throw new Error(error?.message ?? state);
    if (milliseconds > PATIENCE_MS) throw new Error(`one was submitted, and is still ${state}`);
    await sleep(10);
  }
}

async function attempt(what: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { what, state: "works", says: await work() };
  } catch (error) {
    return { what, state: "fails", says: reasonOf(error) };
  }
}

/** The error and what is behind it: whoever asks the doctor is to know. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : ` (${reasonOf(error.cause)})`;
  return `${error.message}${cause}`;
}
