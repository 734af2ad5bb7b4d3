/** The engine `boltz`, over the program that stands in for it: who shares a process, and what each hears. */
import assert from "node:assert/strict";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { warmUp } from "#src/affinity/boltz/warm-up.ts";
import { createBoltzEngine } from "#src/affinity/predicting/boltz-engine.ts";
import type { Found, Held, PreparedPrediction } from "#src/affinity/predicting/engine.ts";
import { predictionRequest } from "#src/affinity/request.ts";
import { JobFailure, JobNotHere } from "#src/jobs/failure.ts";
import { badSmiles, standInBoltz } from "./support/boltz.ts";
import { eventually } from "./support/boltz-processes.ts";
import type { Trouble } from "./support/boltz-stand-in.ts";
import { newFolder } from "./support/folder.ts";
import { preparedPrediction } from "./support/predictions.ts";

async function engineWith(t: TestContext, trouble: Trouble = {}, most = 10) {
  const home = await newFolder(t);
  const folder = join(home, "runs");
  await mkdir(folder);
  const cache = join(home, "cache");
  await warmUp(standInBoltz({ downloads: "whole" }, cache), join(home, "download"));
  const engine = createBoltzEngine({
    installation: standInBoltz(trouble, cache),
    probe: async () => ({ state: "usable", version: "2.2.1", gpus: [] }),
    accelerator: "auto",
    place: { folder: async () => folder },
    most,
    timeoutSeconds: 60,
  });
  const control = new AbortController();
  const told: string[] = [];
  const predict = (asked: PreparedPrediction, signal = control.signal) =>
    engine.predict(asked, { signal, report: (_, message) => told.push(message) });
  return { predict, folder, control, told };
}

const text = async (found: Held<Found>, name: string) => {
  const pieces = await Array.fromAsync(found.files.find((file) => file.name === name)!.open());
  return Buffer.concat(pieces).toString("utf8");
};

test("a prediction has figures, files without paths, and leaves no folder", async (t) => {
  const { predict, folder, told } = await engineWith(t);
  const found = await predict(preparedPrediction("one", { seed: 7, diffusion_samples: 2 }));
  assert.equal(found.engine, "boltz");
  assert.equal(found.simulated, undefined);
  assert.equal(found.members?.length, 2);
  assert.equal(found.confidences.length, 2);
  assert.equal(found.provenance.seed, 7);
  assert.equal(found.provenance.company, 1);
  assert.match(found.warnings.join(" "), /CPU/);
  const files = found.files.map(({ name }) => name).sort();
  const each = (n: number) =>
    ["confidence", "model", "pae", "pde", "plddt"].map(
      (kind) => `${kind}_${n}.${{ confidence: "json", model: "cif" }[kind] ?? "npz"}`,
    );
  assert.deepEqual(
    files,
    [...each(0), ...each(1), "affinity.json", "boltz.log", "input.json"].sort(),
  );
  assert.equal(JSON.parse(await text(found, "input.json")).sequences[1].ligand.smiles, "CCO");
  const shown = JSON.stringify(found) + (await text(found, "boltz.log"));
  assert(!shown.includes(folder) && !shown.includes(process.execPath), shown);
  assert(told.length > 0);
  await found[Symbol.asyncDispose]();
  assert.deepEqual(await readdir(folder), []);
});

test("those who wait with equal options share a process; other options, or another owner, do not", async (t) => {
  const { predict } = await engineWith(t);
  const asked = [
    preparedPrediction("a"),
    preparedPrediction("b", { ligand: { smiles: "CCN" } }),
    preparedPrediction("c", { sampling_steps: 5 }),
    { ...preparedPrediction("d"), owner: "somebody else" },
  ];
  const found = await Promise.all(asked.map((one) => predict(one)));
  assert.deepEqual(
    found.map(({ provenance }) => provenance.company),
    [2, 2, 1, 1],
  );
  const [a, b] = found;
  assert.equal(a!.provenance.seed, b!.provenance.seed);
  for (const one of found) await one[Symbol.asyncDispose]();
});

test("a failure among them costs the others a rerun, and each its own words", async (t) => {
  const { predict, folder } = await engineWith(t, {
    outOfMemory: ["large"],
    killed: [],
    nan: ["nan"],
  });
  const asked = [
    preparedPrediction("good"),
    preparedPrediction("bad", { ligand: { smiles: badSmiles } }),
    preparedPrediction("large"),
    preparedPrediction("nan"),
  ];
  const results = await Promise.allSettled(asked.map((one) => predict(one)));
  const [good, ...others] = results;
  assert.equal(good!.status, "fulfilled");
  const failures = others.map((result) => {
    assert.equal(result.status, "rejected");
    assert(result.reason instanceof JobFailure);
    const { code, retry } = result.reason;
    return { code, retry };
  });
  assert.deepEqual(failures, [
    { code: "input_at_fault", retry: false },
    { code: "out_of_memory", retry: false },
    { code: "boltz_failed", retry: true },
  ]);
  if (good!.status === "fulfilled") await good!.value[Symbol.asyncDispose]();
  assert.deepEqual(await readdir(folder), []);
});

test("who has ended is answered while others are still predicted", async (t) => {
  const { predict } = await engineWith(t, { endlessAffinity: ["last"] });
  const control = new AbortController();
  const asked = ["first", "bad", "last"].map((id) =>
    preparedPrediction(id, { ligand: { smiles: id === "bad" ? badSmiles : "CCO" } }),
  );
  const [first, bad, last] = asked.map((one) => predict(one, control.signal));
  last!.catch(() => {});
  await assert.rejects(bad!, /cannot use this input/);
  await using found = await first!;
  assert.equal(found.provenance.company, 3);
  assert.match(await text(found, "model_0.cif"), /ATOM/);
  control.abort(new Error("enough"));
  await assert.rejects(last!, /enough/);
});

test("called off it leaves no folder, and the next is predicted", async (t) => {
  const { predict, folder, told } = await engineWith(t, { endless: ["endless"] });
  const control = new AbortController();
  const endless = predict(preparedPrediction("endless"), control.signal);
  await eventually(async () => told.includes("Structure") || undefined);
  const reason = new Error("cancelled");
  control.abort(reason);
  await assert.rejects(endless, reason);
  await eventually(async () => (await readdir(folder)).length === 0 || undefined);
  await using found = await predict(preparedPrediction("next"));
  assert.equal(found.engine, "boltz");
});

test("a worker without Boltz leaves it to others", async (t) => {
  const engine = createBoltzEngine({
    installation: standInBoltz(),
    probe: async () => ({ state: "absent", says: "There is none." }),
    accelerator: "auto",
    place: { folder: () => newFolder(t) },
    most: 1,
    timeoutSeconds: 60,
  });
  const context = { signal: new AbortController().signal, report: () => {} };
  await assert.rejects(engine.predict(preparedPrediction("a"), context), JobNotHere);
});

test("the request's fields become Boltz's options", async (t) => {
  const { predict } = await engineWith(t);
  const found = await predict(
    preparedPrediction("a", { recycling_steps: 1, affinity_mw_correction: true, seed: 3 }),
  );
  const argv = found.provenance.argv!.join(" ");
  assert.match(argv, /--seed 3 --recycling_steps 1 /);
  assert.match(argv, /--affinity_mw_correction/);
  assert.equal(predictionRequest.shape.sampling_steps.parse(undefined), 200);
  assert.match(argv, /--sampling_steps 200 /);
  await found[Symbol.asyncDispose]();
});
