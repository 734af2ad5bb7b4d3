/** Screens over HTTP, whose engine is the test's own. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createLigandReader } from "#src/affinity/ligand/reader.ts";
import { aligningBy } from "#src/affinity/predicting/aligning.ts";
import type { EnginesThere } from "#src/affinity/predicting/submission.ts";
import {
  type Screen,
  type ScreenLigandPage,
  screen as screenSchema,
} from "#src/affinity/screen.ts";
import { screenRoutes } from "#src/affinity/screens/routes.ts";
import { type ScreeningService, screening } from "#src/affinity/screens/screening.ts";
import { jobFileRoutes } from "#src/jobs/file-routes.ts";
import { hasEnded, type Job } from "#src/jobs/job.ts";
import { openJobs } from "#src/jobs/jobs.ts";
import { jobRoutes } from "#src/jobs/routes.ts";
import { openBlobs } from "#src/storage/blobs/open.ts";
import type { Database } from "#src/storage/database.ts";
import { newApp } from "./app.ts";
import { newFolder } from "./folder.ts";
import { noLog } from "./job-kinds.ts";
import type { Ending } from "./last-first.ts";
import { type ScreenEngine, screenEngine } from "./screen-engine.ts";

/** A protein, and nothing else that is asked. */
export const protein = { sequence: "MKTAYIAKQRQISFVKSHFSRQ" };

/** All tests of a file share it: RDKit takes longer to start than to read. It keeps no process running. */
const reader = createLigandReader(1);

/** What of screens a test has its own way with. */
export interface ScreenBenchOptions extends Partial<Pick<ScreeningService, "window">> {
  readonly engine?: ScreenEngine;
  readonly shiftSeconds?: number;
  /** Why no engine can be asked. */
  readonly lack?: string;
  /** Where the files are. Default: a folder of its own. */
  readonly dataDir?: string;
  readonly isWorker?: boolean;
}

/** A job with its screen. */
export type SubmittedScreen = Job & { readonly screen_id: string };

/** Opens screens on a database, which stays open when they are disposed of. */
export async function openScreens(
  database: Database,
  {
    engine = screenEngine(),
    window = 4,
    lack,
    dataDir,
    isWorker = true,
    ...options
  }: ScreenBenchOptions = {},
) {
  const ending = new AsyncDisposableStack();
  const closing = {
    after: (close: () => unknown) => ending.defer(async () => void (await close())),
  } as Ending;
  const blobs = await openBlobs({ dataDir: dataDir ?? (await newFolder(closing)) });
  const kind = screening({
    database,
    blobs,
    reader,
    engine,
    window,
    aligning: aligningBy(async () => ({ source: "empty" })),
    contacts: { find: async () => [], hold: () => new DisposableStack() },
    log: noLog,
    ...options,
  });
  const jobs = await openJobs({ database, kinds: [kind], worker: isWorker, log: noLog });
  ending.defer(() => jobs.close({ graceSeconds: 0 }));
  const app = await newApp(closing);
  const engines: EnginesThere = {
    lackOf: async () => lack,
    hasMsaServer: false,
    nimFaults: () => [],
  };
  const service = { database, blobs, jobs, screening: kind, engines };
  await app.register(screenRoutes, { ...service, bodyLimit: 2 ** 24 });
  await app.register(jobRoutes, { database, jobs, streamLimit: 10 });
  await app.register(jobFileRoutes, { database, blobs });

  const ask = (method: "GET" | "POST" | "DELETE", url: string, payload?: object, headers = {}) =>
    app.inject({ method, url, headers, ...(payload && { payload }) });
  const post = (body: object, headers: Record<string, string> = {}) =>
    ask("POST", "/screens", { protein, ...body }, headers);

  async function submit(body: object, headers: Record<string, string> = {}) {
    const answer = await post(body, headers);
    assert(answer.statusCode === 202 || answer.statusCode === 200, answer.body);
    return answer.json<SubmittedScreen>();
  }

  async function get(id: string): Promise<Screen> {
    const answer = await ask("GET", `/screens/${id}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return screenSchema.parse(answer.json());
  }

  return {
    ...service,
    app,
    engine,
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
    ask,
    post,
    submit,
    get,
    /** The screen once its job has ended, or once it is as wanted. */
    async until(id: string, isSo = ({ job }: Screen) => hasEnded(job!.state)): Promise<Screen> {
      for (;;) {
        const now = await get(id);
        if (isSo(now)) return now;
        assert(!hasEnded(now.job!.state), `The job ended: ${JSON.stringify(now)}`);
        await sleep(10);
      }
    },
    async ligands(id: string, query = ""): Promise<ScreenLigandPage> {
      const answer = await ask("GET", `/screens/${id}/ligands${query}`);
      assert.equal(answer.statusCode, 200, answer.body);
      return answer.json();
    },
  };
}
