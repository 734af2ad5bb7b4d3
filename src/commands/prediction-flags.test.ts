import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { predictionRequest } from "#src/affinity/request.ts";
import { newFolder } from "#test/support/folder.ts";
import { askedPrediction, questionFlags } from "./prediction-flags.ts";

const asked = (flags: Parameters<typeof askedPrediction>[0]) =>
  askedPrediction(flags, predictionRequest);

test("proteins, alignments and complexes are read from files", async (t) => {
  const folder = await newFolder(t);
  const file = (name: string) => join(folder, name);
  await writeFile(file("p.fasta"), ">mine\nMKTAYIAKQR\n");
  await writeFile(file("p.a3m"), ">mine\nMKTAYIAKQR\n>other\nMKTAYIAKQ-\n");
  await writeFile(file("c.json"), '{"sequences":[{"ligand":{"id":"C","ccd":"ATP"}}]}');
  const flags = { ligand: "CCO", protein: file("p.fasta"), msa: file("p.a3m") };
  const { given, bad, notes } = await asked({ ...flags, complex: file("c.json") });
  assert.deepEqual(bad, []);
  assert.deepEqual(notes, ["A protein of 10 residues."]);
  assert.deepEqual(given, {
    protein: { sequence: ">mine\nMKTAYIAKQR\n" },
    ligand: { smiles: "CCO" },
    msa: ">mine\nMKTAYIAKQR\n>other\nMKTAYIAKQ-\n",
    complex: { sequences: [{ ligand: { id: "C", ccd: "ATP" } }] },
  });

  await writeFile(file("c.json"), '{"sequences":[{"ligand":{"id":"A","ccd":"ATP"}}]}');
  const clash = await asked({ ...flags, complex: file("c.json") });
  assert.deepEqual(
    clash.bad.map(({ flag }) => flag),
    ["--complex"],
  );
  assert.match(clash.bad[0]!.message, /^sequences\.0\S*: /);
  await writeFile(file("c.json"), "{");
  const broken = await asked({ ...flags, complex: file("c.json") });
  assert.deepEqual(broken.bad, [{ flag: "--complex", message: `${file("c.json")} is not JSON` }]);
});

test("examples go by their names, and what is none is letters", async () => {
  const { given, notes } = await asked({
    protein: "carbonic anhydrase 2",
    ligand: "Acetazolamide",
  });
  assert.equal(
    (given as { ligand: { smiles: string } }).ligand.smiles,
    "CC(=O)Nc1nnc(s1)S(N)(=O)=O",
  );
  assert.deepEqual(notes, ["Carbonic anhydrase 2. A protein of 260 residues."]);
  // Nobody's example, but seven residues: it is said what it was taken for.
  const trypsin = await asked({ protein: "trypsin", ligand: "CCO" });
  assert.equal(trypsin.notes[0], "A protein of 7 residues.");
  const fasta = await asked({ protein: ">sp|P1.2|x/y\nMKTAYIAKQR", ligand: "CCO" });
  assert.deepEqual([fasta.bad, fasta.notes], [[], ["A protein of 10 residues."]]);
});

test("a priority is the job's, and no field of the question", async () => {
  const { given, priority } = await asked({ protein: "MKT", ligand: "CCO", priority: "-3" });
  assert.deepEqual([priority, "priority" in given], [-3, false]);
  const { bad } = await asked({ protein: "MKT", ligand: "CCO", priority: "high" });
  assert.deepEqual(bad, [{ flag: "--priority", message: '"high" is no number' }]);
});

test("the question's flags are told from the others", () => {
  const flags = { ligand: "CCO", useMsa: true, recyclingSteps: "3", quiet: true, server: "x" };
  assert.deepEqual(questionFlags(flags), ["--ligand", "--use-msa", "--recycling-steps"]);
});
