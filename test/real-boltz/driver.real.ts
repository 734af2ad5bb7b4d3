/**
 * The real program, with tiny random weights: what the driver believes of it, and the program that
 * stands in for it elsewhere held against it. Each run takes some ten seconds.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { BoltzInput } from "#src/affinity/boltz/input.ts";
import type { BoltzOptions } from "#src/affinity/boltz/options.ts";
import { probeBoltz } from "#src/affinity/boltz/probe.ts";
import type { Progress } from "#src/affinity/boltz/progress.ts";
import { type Installation, type RunResult, runBoltz } from "#src/affinity/boltz/run.ts";
import { warmUp } from "#src/affinity/boltz/warm-up.ts";
import { badSmiles, leastWork, record, standInBoltz, states } from "../support/boltz.ts";
import type { Trouble } from "../support/boltz-stand-in.ts";
import { newFolder } from "../support/folder.ts";
import { command, ownCache, running, withTrouble } from "./tiny.ts";
import { traceOf } from "./trace.ts";

async function realBoltz(context: TestContext, trouble: Trouble = {}): Promise<Installation> {
  const cache = await ownCache(context);
  const variables = withTrouble(trouble);
  return { command: { words: [command], environment: { ...process.env, ...variables } }, cache };
}

interface Case {
  readonly inputs: readonly BoltzInput[];
  readonly options?: BoltzOptions;
  readonly trouble?: Trouble;
}

/** Runs both programs with the same records, and compares all that the driver goes by. */
async function runBoth(
  t: TestContext,
  { inputs, options = leastWork, trouble }: Case,
): Promise<RunResult> {
  const folder = await newFolder(t);
  const request = { inputs, options, timeoutSeconds: 600 };
  const real = await runBoltz(await realBoltz(t, trouble), {
    ...request,
    folder: join(folder, "real"),
  });
  const standIn = await runBoltz(standInBoltz(trouble), {
    ...request,
    folder: join(folder, "stand-in"),
  });
  assert.deepEqual(await traceOf(standIn), await traceOf(real));
  return real;
}

function completed(result: RunResult, id: string) {
  const outcome = result.outcomes.get(id)!;
  assert(outcome.state === "completed", JSON.stringify(outcome));
  return outcome.prediction;
}

/** As the first test finds: to look takes as long as a prediction. */
let hasGpu: boolean;

test("it is found, its version told, and its weights are there", async (t) => {
  const installation = await realBoltz(t);
  const probe = await probeBoltz(installation.command);
  assert(probe.state === "usable", JSON.stringify(probe));
  assert.equal(probe.version, "2.2.1");
  hasGpu = probe.gpus!.length > 0;
  await warmUp(installation, join(await newFolder(t), "run"));
});

test("a bad ligand among good ones, and an alignment", async (t) => {
  const sequence = "MKTAYIAKQRQISFVKSHFSRQ";
  const aligned: BoltzInput = {
    ...record("aligned", "CC(=O)Oc1ccccc1C(=O)O"),
    sequences: [
      {
        protein: { id: "A", sequence, msa: `>q\n${sequence}\n>h\n${sequence.replace("Q", "-")}\n` },
      },
      { ligand: { id: "B", smiles: "CC(=O)Oc1ccccc1C(=O)O" } },
    ],
  };
  const inputs = [aligned, record("bad", badSmiles), record("other")];
  const options = { ...leastWork, diffusionSamples: 2 };
  const first = await runBoth(t, { inputs, options });
  assert.deepEqual(states(first), {
    aligned: "completed",
    bad: "input_at_fault",
    other: "completed",
  });
  const { affinity, structures } = completed(first, "aligned");
  assert.notEqual(
    affinity?.affinity_pred_value,
    completed(first, "other").affinity?.affinity_pred_value,
  );
  assert.equal(structures.length, 2);
  assert(structures[0]!.confidence.confidence_score >= structures[1]!.confidence.confidence_score);
});

test("nothing but records at fault ends well", async (t) => {
  const result = await runBoth(t, { inputs: [record("a", badSmiles), record("b", badSmiles)] });
  assert.deepEqual(result.exit, { status: 0 });
});

test("a record out of memory, and one without features, take the affinity of others with them", async (t) => {
  const result = await runBoth(t, {
    inputs: [record("first"), record("large"), record("small"), record("strange")],
    trouble: { outOfMemory: ["large"], featureless: ["strange"] },
  });
  assert.equal(result.outcomes.get("first")!.state, "completed");
  assert.equal(result.outcomes.get("large")!.state, "out_of_memory");
  assert.equal(result.outcomes.get("strange")!.state, "input_at_fault");
  assert.deepEqual(result.exit, { status: 1 });
});

test("a crash, and a kill by the system at a record's structure and before", async (t) => {
  const inputs = [record("a"), record("b")];
  for (const trouble of [{ crash: ["b"] }, { killed: ["b"] }, { killedReading: ["b"] }]) {
    await runBoth(t, { inputs, trouble });
  }
});

test("a first record without features would be tried without end", async (t) => {
  const result = await runBoltz(await realBoltz(t, { featureless: ["a"] }), {
    inputs: [record("a"), record("b")],
    options: leastWork,
    folder: join(await newFolder(t), "run"),
    timeoutSeconds: 600,
  });
  assert.deepEqual(states(result), { a: "input_at_fault", b: "infrastructure" });
  assert.equal(result.phase, "structure");
  assert(result.seconds < 100, "left to itself it takes minutes");
});

test("a graphics card that is not there is missed late", async (t) => {
  if (hasGpu) return t.skip("there is one");
  const options = { ...leastWork, accelerator: "gpu" } as const;
  const result = await runBoth(t, { inputs: [record("a")], options });
  const outcome = result.outcomes.get("a")!;
  assert(outcome.state === "infrastructure" && /No supported gpu backend/.test(outcome.reason));
});

test("cancelled in mid-run it is gone within five seconds", async (t) => {
  const installation = await realBoltz(t);
  const controller = new AbortController();
  let cancelled = 0;
  const inputs = Array.from({ length: 30 }, (_, i) => record(`r${i}`));
  const result = await runBoltz(installation, {
    inputs,
    options: leastWork,
    folder: join(await newFolder(t), "run"),
    timeoutSeconds: 600,
    // It heeds the interrupt, as its stand-in does: it need not be killed.
    graceMs: 4000,
    signal: controller.signal,
    report: ({ structures }: Progress) => {
      if (structures === 0 || controller.signal.aborted) return;
      cancelled = performance.now();
      controller.abort();
    },
  });
  assert(performance.now() - cancelled < 5000);
  assert.deepEqual(new Set(Object.values(states(result))), new Set(["cancelled"]));
  assert.deepEqual(running(installation.cache), []);
  assert.deepEqual(result.exit, { status: 1 });
  assert.match(await readFile(result.log, "utf8"), /Detected KeyboardInterrupt/);
});
