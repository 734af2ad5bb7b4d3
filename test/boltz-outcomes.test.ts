/** What becomes of each record, whatever goes wrong: with a program that stands in for Boltz. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { runBatch } from "#src/affinity/boltz/batch.ts";
import type { BoltzInput } from "#src/affinity/boltz/input.ts";
import { type RunRequest, type RunResult, runBoltz } from "#src/affinity/boltz/run.ts";
import {
  badSmiles,
  leastWork,
  record,
  recordWithoutAffinity,
  standInBoltz,
  states,
} from "./support/boltz.ts";
import type { Trouble } from "./support/boltz-stand-in.ts";
import { newFolder } from "./support/folder.ts";

const three = [record("a"), record("b"), record("c")];

async function run(
  t: TestContext,
  inputs: readonly BoltzInput[],
  trouble: Trouble = {},
  rest: Partial<RunRequest> = {},
): Promise<RunResult> {
  const folder = join(await newFolder(t), "run");
  return runBoltz(standInBoltz(trouble), {
    inputs,
    folder,
    options: leastWork,
    timeoutSeconds: 60,
    graceMs: 1000,
    ...rest,
  });
}

function outcome(result: RunResult, id: string) {
  return result.outcomes.get(id)!;
}

test("good records are completed, with all that was found of them", async (t) => {
  const result = await run(t, three, {}, { options: { ...leastWork, diffusionSamples: 2 } });
  assert.deepEqual(states(result), { a: "completed", b: "completed", c: "completed" });
  const found = outcome(result, "a");
  assert(found.state === "completed");
  assert.equal(found.prediction.structures.length, 2);
  assert.equal(found.prediction.affinity?.affinity_pred_value, -1);
  assert.equal(found.prediction.structures[1]!.confidence.iptm, 0.5);
  assert.match(await readFile(found.prediction.structures[1]!.files.mmcif, "utf8"), /^ATOM /m);
  assert.match(await readFile(result.log, "utf8"), /Running affinity prediction for 3 inputs/);
  assert.deepEqual(result.argv.slice(2, 6), ["predict", "inputs", "--out_dir", "output"]);
});

test("what asks for no affinity is completed without", async (t) => {
  const found = outcome(await run(t, [recordWithoutAffinity("a")]), "a");
  assert(found.state === "completed");
  assert.equal(found.prediction.affinity, undefined);
});

test("a record that Boltz cannot read is at fault, and costs the others nothing", async (t) => {
  const result = await run(t, [record("a"), record("bad", badSmiles)]);
  assert.deepEqual(states(result), { a: "completed", bad: "input_at_fault" });
  const words = "'NoneType' object has no attribute 'GetAtoms'";
  assert.deepEqual(outcome(result, "bad"), { state: "input_at_fault", words });
});

test("a run that ends with status 0 may have failed for every record", async (t) => {
  const result = await run(t, [record("a", badSmiles), record("b", badSmiles)]);
  assert.deepEqual(result.exit, { status: 0 });
  assert.deepEqual(states(result), { a: "input_at_fault", b: "input_at_fault" });
});

test("figures that are none, cut short or infinite are no result", async (t) => {
  const trouble = { nan: ["a"], torn: ["b"], infinite: ["c"] };
  const result = await run(t, [...three, record("d")], trouble);
  assert.deepEqual(states(result), {
    a: "infrastructure",
    b: "infrastructure",
    c: "infrastructure",
    d: "completed",
  });
  const names = ["a", "b", "c"].map((id) => {
    const found = outcome(result, id);
    return found.state === "infrastructure" && found.reason.split(" ")[0];
  });
  assert.deepEqual(names, ["confidence_a_model_0.json", "affinity_b.json", "pae_c_model_0.npz"]);
});

test("one that runs out of memory takes the others' affinity with it; they run again alone", async (t) => {
  const folder = join(await newFolder(t), "batch");
  const request = { inputs: three, folder, options: leastWork, timeoutSeconds: 60 };
  const settled = await runBatch(standInBoltz({ outOfMemory: ["b"] }), request);
  assert.deepEqual(states({ outcomes: new Map([...settled].map(([id, s]) => [id, s.outcome])) }), {
    a: "completed",
    b: "out_of_memory",
    c: "completed",
  });
  // The first was finished in company: only the others ran again.
  assert.match(settled.get("a")!.run.log, /all/);
  assert.match(settled.get("c")!.run.log, /alone-2/);
});

test("what had too little memory in company may have enough alone", async (t) => {
  const folder = join(await newFolder(t), "batch");
  const trouble = { outOfMemoryInCompany: ["b"] };
  const request = { inputs: three, folder, options: leastWork, timeoutSeconds: 60 };
  const settled = await runBatch(standInBoltz(trouble), request);
  assert.equal(settled.get("b")!.outcome.state, "completed");
});

test("a crash, a kill by the system and a record without features, each in company", async (t) => {
  const inputs = [record("crash"), record("good")];
  const cases: readonly (readonly [Trouble, string])[] = [
    [{ crash: ["crash"] }, "infrastructure"],
    [{ killed: ["crash"] }, "out_of_memory"],
    [{ killedReading: ["crash"] }, "out_of_memory"],
    [{ featureless: ["crash"] }, "input_at_fault"],
  ];
  for (const [trouble, state] of cases) {
    const folder = join(await newFolder(t), "batch");
    const request = { inputs, folder, options: leastWork, timeoutSeconds: 60 };
    const settled = await runBatch(standInBoltz(trouble), request);
    assert.equal(settled.get("crash")!.outcome.state, state);
    assert.equal(settled.get("good")!.outcome.state, "completed");
  }
});

test("a record without features is passed over, or ends the run that is stuck at it", async (t) => {
  const trouble = { featureless: ["strange"] };
  for (const [other, where] of [
    ["first", "all"],
    ["third", "alone-1"],
  ] as const) {
    const folder = join(await newFolder(t), "batch");
    const inputs = [record("strange"), record(other)];
    const request = { inputs, folder, options: leastWork, timeoutSeconds: 60 };
    const settled = await runBatch(standInBoltz(trouble), request);
    assert.deepEqual(settled.get("strange")!.outcome, { state: "input_at_fault", words: "'X1'" });
    const { outcome, run } = settled.get(other)!;
    assert.equal(outcome.state, "completed");
    assert.equal(basename(dirname(run.log)), where);
  }
});

test("what fails before it comes to the records is not tried for each of them", async (t) => {
  const folder = join(await newFolder(t), "batch");
  const options = { ...leastWork, accelerator: "gpu" } as const;
  const request = { inputs: three, folder, options, timeoutSeconds: 60 };
  const settled = await runBatch(standInBoltz(), request);
  for (const { outcome, run } of settled.values()) {
    assert(outcome.state === "infrastructure");
    assert.match(outcome.reason, /No supported gpu backend found/);
    assert.match(run.log, /all/);
  }
});

test("a program that is not there is no fault of the record", async (t) => {
  const folder = join(await newFolder(t), "run");
  const command = { words: ["/nowhere/boltz"], environment: {} } as const;
  const request = { inputs: [record("a")], folder, options: leastWork, timeoutSeconds: 60 };
  const result = await runBoltz({ command, cache: "/nowhere" }, request);
  const reason = "The program cannot be run.";
  assert.deepEqual(outcome(result, "a"), { state: "infrastructure", reason });
});

test("the longest time that may be given is no time that is over", async (t) => {
  const result = await run(t, [record("a")], {}, { timeoutSeconds: 64 * 86_400 });
  assert.deepEqual(states(result), { a: "completed" });
});

test("a folder is used once, and a record's name by one record", async (t) => {
  const folder = await newFolder(t);
  await assert.rejects(run(t, [record("a")], {}, { folder }), { code: "EEXIST" });
  await assert.rejects(run(t, [record("a"), record("a", "CO")]), RangeError);
});
