/** The end of a run, by whoever ends it: nothing of it is left, and what was finished counts. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Progress } from "#src/affinity/boltz/progress.ts";
import { type RunRequest, runBoltz } from "#src/affinity/boltz/run.ts";
import {
  badSmiles,
  leastWork,
  record,
  recordWithoutAffinity,
  standInBoltz,
  states,
} from "./support/boltz.ts";
import { eventually, isAlive } from "./support/boltz-processes.ts";
import type { Trouble } from "./support/boltz-stand-in.ts";
import { newFolder } from "./support/folder.ts";

const two = [record("a"), record("b")];

/** Starts a run whose second record never ends; its request, and its end. */
async function endless(t: TestContext, trouble: Trouble, rest: Partial<RunRequest> = {}) {
  const folder = join(await newFolder(t), "run");
  const request = { inputs: two, folder, options: leastWork, timeoutSeconds: 60, graceMs: 1000 };
  const standIn = standInBoltz({ endless: ["b"], stray: true, ...trouble });
  const over = runBoltz(standIn, { ...request, ...rest });
  const log = await eventually(async () => {
    const text = await readFile(join(folder, "boltz.log"), "utf8").catch(() => "");
    return text.includes("1/2") ? text : undefined;
  });
  return { over, log, stray: Number(await readFile(join(folder, "stray"), "utf8")) };
}

test("a cancelled run ends by an interrupt, and its children with it", async (t) => {
  const controller = new AbortController();
  const { over, stray } = await endless(t, {}, { signal: controller.signal });
  assert(isAlive(stray));
  controller.abort();
  const result = await over;
  assert.deepEqual(states(result), { a: "cancelled", b: "cancelled" });
  assert.deepEqual(result.exit, { status: 1 });
  assert.match(await readFile(result.log, "utf8"), /Detected KeyboardInterrupt/);
  await eventually(async () => !isAlive(stray) || undefined);
});

test("one that does not heed it is killed after the grace", async (t) => {
  const controller = new AbortController();
  const { over, stray } = await endless(
    t,
    { deaf: true },
    { signal: controller.signal, graceMs: 100 },
  );
  controller.abort();
  const result = await over;
  assert.deepEqual(result.exit, { signal: "SIGKILL" });
  assert.deepEqual(states(result), { a: "cancelled", b: "cancelled" });
  await eventually(async () => !isAlive(stray) || undefined);
});

test("a run that was cancelled before it began does no work", async (t) => {
  const folder = join(await newFolder(t), "run");
  const request = { inputs: two, folder, options: leastWork, timeoutSeconds: 60 };
  const signal = AbortSignal.abort();
  const result = await runBoltz(standInBoltz({ endless: ["a"] }), { ...request, signal });
  assert.deepEqual(states(result), { a: "cancelled", b: "cancelled" });
});

test("when its time is over a run ends", async (t) => {
  const folder = join(await newFolder(t), "run");
  const request = { inputs: two, folder, options: leastWork, timeoutSeconds: 0.2, graceMs: 100 };
  const result = await runBoltz(standInBoltz({ endless: ["a"], deaf: true }), request);
  assert.deepEqual(states(result), { a: "timed_out", b: "timed_out" });
});

test("what was finished counts, however the run ended", async (t) => {
  const controller = new AbortController();
  const inputs = ["a", "b"].map(recordWithoutAffinity);
  const { over } = await endless(t, {}, { inputs, signal: controller.signal });
  controller.abort();
  assert.deepEqual(states(await over), { a: "completed", b: "cancelled" });
});

test("whoever runs it is killed: it dies too, and all that it started", async (t) => {
  const folder = join(await newFolder(t), "run");
  const script = fileURLToPath(new URL("./support/boltz-abandoned.ts", import.meta.url));
  const runner = spawn(process.execPath, [script, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(runner.stdout, "data")) as [Buffer];
  const { program, stray } = JSON.parse(said.toString()) as { program: number; stray: number };
  assert(isAlive(program) && isAlive(stray));
  runner.kill("SIGKILL");
  await eventually(async () => !(isAlive(program) || isAlive(stray)) || undefined);
});

test("how far it is comes from the files, without the records that were refused", async (t) => {
  const controller = new AbortController();
  const seen: Progress[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const { over } = await endless(
    t,
    {},
    {
      inputs: [...two, record("bad", badSmiles)],
      signal: controller.signal,
      report: (progress) => {
        seen.push(progress);
        resolve();
      },
    },
  );
  await promise;
  controller.abort();
  await over;
  const { phase, structures, affinities, of, finished, fraction, secondsLeft } = seen[0]!;
  assert.deepEqual(
    { phase, structures, affinities, of, finished, fraction },
    { phase: "structure", structures: 1, affinities: 0, of: 3, finished: [], fraction: 0.25 },
  );
  assert(secondsLeft === undefined || secondsLeft >= 0);
});
