/** Predictions that share a start of the real program: what each is given, and what a failure costs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf, realApp } from "./real-app.ts";

const ligands = ["CCO", "CCN", "CC(=O)O", "CCCl", "c1ccccc1", "CC=O", "CCS", "CC#N", "COC"];

/** The elements of the ligand in a structure, in the order of its SMILES. */
const elementsOf = (mmcif: string) => mmcif.match(/(?<=^HETATM +\d+ +)[A-Z]+/gm);

test("ten that wait share a start; one at fault costs the others nothing; ligands differ", async (context) => {
  const { predict, ended, found, text } = await realApp(context);
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
  assert.equal(new Set(results.map(figuresOf)).size, ligands.length);
  const structures = await Promise.all(jobs.map(({ job_id }) => text(job_id, "model_0.cif")));
  assert.deepEqual(
    structures.map(elementsOf),
    ligands.map((smiles) => smiles.toUpperCase().match(/CL|[CNOS]/g)),
  );
  for (const { job_id } of jobs) {
    assert.match(await text(job_id, "boltz.log"), /Running structure prediction for 9 inputs\./);
  }
});

test("what runs out of memory is tried again alone, and told; what was with it is completed", async (context) => {
  const { predict, ended, get, text } = await realApp(context, { outOfMemory: ["CCCCCCO"] });
  const [large, small] = await Promise.all(
    ["CCCCCCO", "CCO"].map(async (smiles) => ended(await predict({ ligand: { smiles } }))),
  );
  const { status, error, attempt } = large;
  assert.deepEqual([status, error.code, attempt], ["failed", "out_of_memory", 1]);
  assert.match(error.message, /complex of 22 residues was predicted alone.*Fewer residues/);
  const life = (await get(`/jobs/${large.job_id}/events`)).body;
  assert.match(life, /Once more, alone/);
  assert.match(await text(large.job_id, "boltz.log"), /structure prediction for 1 input\./);
  assert.deepEqual([small.status, small.attempt], ["completed", 1]);
});
