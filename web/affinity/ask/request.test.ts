import assert from "node:assert/strict";
import { test } from "node:test";
import { predictionRequest } from "#src/affinity/request.ts";
import { isCut } from "../asked.ts";
import { type Draft, emptyDraft, ligandsOf } from "./draft.ts";
import { draftOf, factsOf, requestOf } from "./request.ts";

const draft: Draft = { ...emptyDraft, protein: ">ubiquitin\nMQIF VKTL", ligand: "CCO ethanol" };

test("a form at its defaults asks for nothing but protein and ligand", () => {
  const made = requestOf(draft, "CCO");
  assert.deepEqual(made, {
    request: { protein: { sequence: ">ubiquitin\nMQIF VKTL" }, ligand: { smiles: "CCO" } },
  });
});

test("what is typed is in the request as numbers, and an empty field is at its default", () => {
  const made = requestOf(
    {
      ...draft,
      engine: "demonstration",
      numbers: { seed: "7", sampling_steps: " ", confidence_threshold: "0.5" },
      flags: { use_potentials: true, affinity_mw_correction: false },
    },
    "CCO",
  );
  assert("request" in made);
  const { protein, ligand, ...options } = made.request;
  assert.deepEqual(options, {
    engine: "demonstration",
    seed: 7,
    confidence_threshold: 0.5,
    use_potentials: true,
  });
});

test("what is wrong is told in the server's words, at its field", () => {
  const numbers = { seed: "seven", sampling_steps: "1" };
  const made = requestOf({ ...draft, protein: "MQ?", msa: "given", a3m: "x", numbers }, "CCO");
  assert("errors" in made);
  const told = Object.fromEntries(made.errors.map(({ path, message }) => [path, message]));
  assert.deepEqual(Object.keys(told).sort(), ["protein.sequence", "sampling_steps", "seed"]);
  assert.match(told.seed!, /must be a whole number from 0 to 4294967295, but is "seven"/);
  const second = requestOf({ ...draft, msa: "given", a3m: ">q\nMQIFVKT" }, "CCO");
  assert("errors" in second);
  assert.match(second.errors[0]!.message, /7 letters, and the protein 8/);
  assert.equal(second.errors[0]!.path, "msa");
});

test("the form of a request makes the same request", () => {
  const parsed = predictionRequest.parse({
    protein: { sequence: "MQIFVKTL" },
    ligand: { smiles: "CCO" },
    msa: ">q\nMQIFVKTL\n",
    seed: 0,
    diffusion_samples: 3,
    use_potentials: true,
    engine: "nim",
  });
  const back = draftOf(parsed);
  assert(back !== undefined);
  assert.deepEqual(back.numbers, { seed: "0", diffusion_samples: "3" });
  const made = requestOf(back, back.ligand);
  assert("request" in made);
  assert.deepEqual(predictionRequest.parse(made.request), parsed);
});

test("an alignment that was told by its beginning is to be given again", () => {
  const base = { protein: { sequence: "MQIFVKTL" }, ligand: { smiles: "CCO" }, seed: 7 };
  const back = draftOf({ ...base, msa: ">q\nMQIFVKTL\n>r\nMQ… (14,500,000 characters)" });
  assert.deepEqual([back?.msa, back?.a3m, back?.numbers], ["given", "", { seed: "7" }]);
  const made = requestOf(back!, "CCO");
  assert("errors" in made);
  assert.deepEqual(
    made.errors.map(({ path }) => path),
    ["msa"],
  );
  const template = { cif: "data_… (9,000 characters)", chain_id: "A" };
  assert.equal(draftOf({ ...base, complex: { templates: [template] } }), undefined);
  assert(isCut({ complex: { templates: [template] } }));
  assert(!isCut(base));
});

test("what the form cannot show has no form", () => {
  const base = { protein: { sequence: "MQIF" }, ligand: { smiles: "CCO" } };
  const heme = { sequences: [{ ligand: { id: "C", ccd: "HEM" } }] };
  assert(predictionRequest.safeParse({ ...base, complex: heme }).success);
  assert.equal(draftOf({ ...base, complex: heme }), undefined);
  assert.equal(draftOf({ ...base, ligand: { smiles: "CCO", id: "X" } }), undefined);
  assert.equal(draftOf(null), undefined);
});

test("facts are the schema's", () => {
  const { meaning, ...rest } = factsOf("sampling_steps");
  assert.deepEqual(rest, { least: 2, most: 1000, usual: 200 });
  assert.match(meaning, /structure/);
  assert.equal(factsOf("seed").usual, undefined);
  assert.equal(factsOf("use_potentials").usual, false);
});

test("one ligand is told from several, and a name from its SMILES", () => {
  assert.deepEqual(ligandsOf("  \n"), []);
  assert.deepEqual(ligandsOf(" CCO ethanol "), [{ structure: "CCO", name: "ethanol", line: 1 }]);
  assert.equal(ligandsOf("CCO\nCCN\n").length, 2);
  const block = "ethanol\n\n\n  0  0\nM  END\n";
  assert.deepEqual(
    ligandsOf(`${block}$$$$\n${block}$$$$\n`).map(({ name }) => name),
    ["ethanol", "ethanol"],
  );
  assert.equal(ligandsOf(block).length, 1);
});
