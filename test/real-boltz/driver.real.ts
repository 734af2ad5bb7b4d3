/**
 * The real program, with tiny random weights: what the driver believes of it, and the program that
 * stands in for it elsewhere held against it. Each run takes some ten seconds.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { BoltzInput } from "#src/affinity/boltz/input.ts";
import type { BoltzOptions } from "#src/affinity/boltz/options.ts";
import type { PredictedStructure } from "#src/affinity/boltz/prediction.ts";
import { probeBoltz } from "#src/affinity/boltz/probe.ts";
import type { Progress } from "#src/affinity/boltz/progress.ts";
import { type Installation, type RunResult, runBoltz } from "#src/affinity/boltz/run.ts";
import { warmUp } from "#src/affinity/boltz/warm-up.ts";
import { badSmiles, leastWork, record, standInBoltz, states } from "../support/boltz.ts";
import type { Trouble } from "../support/boltz-stand-in.ts";
import { newFolder } from "../support/folder.ts";
import { command, outOfMemory, ownCache, running } from "./tiny.ts";

async function realBoltz(
  context: TestContext,
  variables: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const cache = await ownCache(context);
  return { command: { words: [command], environment: { ...process.env, ...variables } }, cache };
}

interface Case {
  readonly inputs: readonly BoltzInput[];
  readonly options?: BoltzOptions;
  readonly variables?: Readonly<Record<string, string>>;
  readonly trouble?: Trouble;
}

/** Runs both programs with the same records, and compares all that the driver makes of them. */
async function runBoth(
  t: TestContext,
  { inputs, options = leastWork, variables, trouble }: Case,
): Promise<RunResult> {
  const folder = await newFolder(t);
  const request = { inputs, options, timeoutSeconds: 600 };
  const real = await runBoltz(await realBoltz(t, variables), {
    ...request,
    folder: join(folder, "real"),
  });
  const standIn = await runBoltz(standInBoltz(trouble), {
    ...request,
    folder: join(folder, "stand-in"),
  });
  const seen = ({ phase, exit, ...rest }: RunResult) => ({ states: states(rest), phase, exit });
  assert.deepEqual(seen(standIn), seen(real));
  return real;
}

function completed(result: RunResult, id: string) {
  const outcome = result.outcomes.get(id)!;
  assert(outcome.state === "completed", JSON.stringify(outcome));
  return outcome.prediction;
}

async function bytesOf({ files }: PredictedStructure): Promise<string> {
  const hash = createHash("sha256");
  for (const path of Object.values<string>({ ...files })) hash.update(await readFile(path));
  return hash.digest("hex");
}

test("it is found, its version told, and its weights are there", async (t) => {
  const installation = await realBoltz(t);
  const probe = await probeBoltz(installation.command);
  assert(probe.state === "usable", JSON.stringify(probe));
  assert.equal(probe.version, "2.2.1");
  assert(Array.isArray(probe.gpus));
  await warmUp(installation, join(await newFolder(t), "run"));
});

test("a bad ligand among good ones, an alignment, and twice the same bytes", async (t) => {
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

  const folder = join(await newFolder(t), "again");
  const again = await runBoltz(await realBoltz(t), {
    inputs,
    options,
    folder,
    timeoutSeconds: 600,
  });
  assert.deepEqual(completed(again, "aligned").affinity, affinity);
  assert.equal(
    await bytesOf(completed(again, "aligned").structures[0]!),
    await bytesOf(structures[0]!),
  );
});

test("nothing but records at fault ends well", async (t) => {
  const result = await runBoth(t, { inputs: [record("a", badSmiles), record("b", badSmiles)] });
  assert.deepEqual(result.exit, { status: 0 });
});

test("a record that runs out of memory takes the affinity of others with it", async (t) => {
  const result = await runBoth(t, {
    inputs: [record("large"), record("small")],
    variables: { PYTHONPATH: outOfMemory, OUT_OF_MEMORY: "large" },
    trouble: { outOfMemory: ["large"] },
  });
  assert.equal(result.outcomes.get("large")!.state, "out_of_memory");
  assert.deepEqual(result.exit, { status: 1 });
});

test("a graphics card that is not there is missed late", async (t) => {
  const probe = await probeBoltz((await realBoltz(t)).command);
  if (probe.state === "usable" && probe.gpus!.length > 0) return t.skip("there is one");
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
});
