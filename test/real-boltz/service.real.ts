/** Predictions by the real program over HTTP: what shares a start, what a failure costs, what repeats. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { wholeApp } from "../support/app.ts";
import { newDatabase } from "../support/databases.ts";
import { type Ending, lastFirst } from "../support/last-first.ts";
import { predictionsOf } from "../support/prediction-app.ts";
import { command, leastAsked, outOfMemory, ownCache, running } from "./tiny.ts";

async function realApp(context: Ending) {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const cache = await ownCache(ending);
  const { app } = await wholeApp(ending, settings, {
    isWorker: true,
    BOLTZ_COMMAND: command,
    BOLTZ_CACHE: cache,
    BOLTZ_ACCELERATOR: "cpu",
  });
  const asking = predictionsOf(app);
  return {
    ...asking,
    cache,
    predict: (asked: object) => asking.predict({ ...leastAsked, ...asked }),
    /** Digests of the files that a seed decides, by their names. */
    async digests(job: string): Promise<Record<string, string>> {
      const { files } = (await asking.get(`/jobs/${job}/files`)).json();
      const decided = files.filter(({ name }: { name: string }) => !/\.(log)$/.test(name));
      return Object.fromEntries(
        decided.map(({ name, sha256 }: Record<string, string>) => [name, sha256]),
      );
    },
  };
}

const ligands = ["CCO", "CCN", "CC(=O)O", "CCCl", "c1ccccc1", "CC=O", "CCS", "CC#N", "COC"];

test("ten that wait share a start; one at fault costs the others nothing; ligands differ", async (context) => {
  const { predict, ended, found } = await realApp(context);
  // Its weights have no cofactors: Boltz itself finds that out.
  const faulty = { complex: { sequences: [{ ligand: { id: "C", ccd: "HEM" } }] } };
  const asked = [...ligands.map((smiles) => ({ ligand: { smiles } })), faulty];
  const submitted = await Promise.all(asked.map(predict));
  const jobs = await Promise.all(submitted.map(ended));
  const bad = jobs.pop();
  submitted.pop();
  assert.deepEqual([bad.status, bad.error.code, bad.attempt], ["failed", "input_at_fault", 1]);
  assert.match(bad.error.message, /HEM/);
  assert.deepEqual(
    jobs.map(({ status, attempt }) => [status, attempt]),
    ligands.map(() => ["completed", 1]),
  );
  const results = await Promise.all(submitted.map(found));
  assert.deepEqual(new Set(results.map(({ provenance }) => provenance.company)), new Set([10]));
  assert.equal(new Set(results.map(({ provenance }) => provenance.started_at)).size, 1);
  assert.equal(new Set(results.map((result) => result.affinity_pred_value)).size, ligands.length);
});

test("the same seed gives the same bytes; cancelled in mid-run nothing is left", async (context) => {
  const { predict, ended, digests, get, remove, cache } = await realApp(context);
  const once = await ended(await predict({ seed: 3 }));
  const again = await ended(await predict({ seed: 3 }));
  assert.deepEqual(await digests(again.job_id), await digests(once.job_id));

  const { job_id } = (await predict({ sampling_steps: 1000 })).json();
  for (;;) {
    const { message, state } = (await get(`/jobs/${job_id}`)).json();
    assert(state === "queued" || state === "running", message);
    if (message === "Structure") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const cancelled = performance.now();
  assert.equal((await remove(`/jobs/${job_id}`)).json().status, "cancelled");
  while (running(cache).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  assert(performance.now() - cancelled < 5000, "it was gone within five seconds");
});

test("out of memory is told with what it was too large for, and is not tried again", async (context) => {
  process.env.PYTHONPATH = outOfMemory;
  process.env.OUT_OF_MEMORY = "1";
  const { predict, ended } = await realApp(context);
  const { status, error, attempt } = await ended(await predict({}));
  assert.deepEqual([status, error.code, attempt], ["failed", "out_of_memory", 1]);
  assert.match(error.message, /22 residues/);
});
