import assert from "node:assert/strict";
import { test } from "node:test";
import * as z from "zod";
import { examples } from "./examples.ts";
import { predictionRequest } from "./request.ts";

const protein = { sequence: "MKVLAAGIW" };
const ligand = { smiles: "CCO" };
const least = { protein, ligand };

test("a protein and a ligand are enough", () => {
  assert.deepEqual(predictionRequest.parse(least), {
    protein: { sequence: "MKVLAAGIW", id: "A" },
    ligand: { smiles: "CCO", id: "B" },
    use_msa: false,
    recycling_steps: 3,
    sampling_steps: 200,
    diffusion_samples: 1,
    sampling_steps_affinity: 200,
    diffusion_samples_affinity: 5,
    affinity_mw_correction: false,
    use_potentials: false,
    engine: "boltz",
  });
});

test("FASTA becomes the sequence", () => {
  const request = { protein: { sequence: ">x\nmkvl\nAAGIW*\n" }, ligand };
  assert.equal(predictionRequest.parse(request).protein.sequence, "MKVLAAGIW");
});

test("every example is accepted with every other", () => {
  for (const { sequence } of examples.proteins) {
    for (const { smiles } of examples.ligands) {
      assert(predictionRequest.safeParse({ protein: { sequence }, ligand: { smiles } }).success);
    }
  }
});

test("a complex as Boltz has it is accepted", () => {
  const complex = {
    sequences: [
      { protein: { id: ["C", "D"], sequence: "ACDE", msa: "empty" } },
      { ligand: { id: "E", ccd: "HEM" } },
      { dna: { id: "F", sequence: "ACGT" } },
    ],
    constraints: [
      {
        pocket: {
          binder: "B",
          contacts: [
            ["A", 3],
            ["E", "FE"],
          ],
          max_distance: 8,
        },
      },
      { bond: { atom1: ["A", 1, "CA"], atom2: ["E", 1, "FE"] } },
      { contact: { token1: ["C", 4], token2: ["A", 9] } },
    ],
    templates: [{ cif: "data_x", chain_id: "A", force: true, threshold: 2 }],
  };
  const { data, error } = predictionRequest.safeParse({ ...least, complex });
  assert.equal(error, undefined);
  assert.deepEqual(data?.complex, complex);
});

const faults: [request: unknown, path: string, says: RegExp][] = [
  [null, "", /must be an object/],
  [{ ...least, protein: { sequence: "1HEW" } }, "protein.sequence", /PDB entry/],
  [{ ...least, protein: { sequence: "" } }, "protein.sequence", /empty/],
  [{ ...least, protein: { ...protein, id: "chain1" } }, "protein.id", /1 to 5 letters or digits/],
  [{ ...least, ligand: { smiles: " " } }, "ligand.smiles", /empty/],
  [{ ...least, ligand: { smiles: "C C" } }, "ligand.smiles", /At character 2 is a blank/],
  [{ ...least, ligand: { ...ligand, id: "A" } }, "ligand.id", /`A` is there already/],
  [{ ...least, msa: ">q\nMKVLAAGIV" }, "msa", /residue 9 is `V`/],
  [{ ...least, msa: "empty", use_msa: true }, "use_msa", /left out/],
  [{ ...least, seed: -1 }, "seed", /from 0 to 4294967295/],
  [{ ...least, sampling_steps: 1 }, "sampling_steps", /from 2 to 1000/],
  [{ ...least, diffusion_samples: 1.5 }, "diffusion_samples", /whole number/],
  [{ ...least, engine: "vina" }, "engine", /boltz, nim, demonstration/],
  [{ ...least, steps: 3 }, "", /steps/],
  [
    { ...least, complex: { sequences: [{ ligand: { id: "B", ccd: "ATP" } }] } },
    "complex.sequences.0.ligand.id",
    /`B` is there already/,
  ],
  [
    { ...least, complex: { sequences: [{ protein: { id: "C", sequence: "1HEW" } }] } },
    "complex.sequences.0.protein.sequence",
    /PDB entry/,
  ],
  [
    { ...least, complex: { sequences: [{}] } },
    "complex.sequences.0",
    /exactly one of `protein`, `dna`, `rna`, `ligand`/,
  ],
  [
    { ...least, complex: { sequences: [{ ligand: { id: "C" } }] } },
    "complex.sequences.0.ligand",
    /either `ccd` or `smiles`/,
  ],
  [
    { ...least, complex: { constraints: [{ contact: { token1: ["A", 1], token2: ["A", 0] } }] } },
    "complex.constraints.0.contact.token2.1",
    /from 1 to 10000, but is 0/,
  ],
  [
    { ...least, complex: { constraints: [{ pocket: { binder: "Z", contacts: [["A", 10]] } }] } },
    "complex.constraints.0.pocket.binder",
    /no chain `Z`/,
  ],
  [
    { ...least, complex: { constraints: [{ pocket: { binder: "B", contacts: [["A", 10]] } }] } },
    "complex.constraints.0.pocket.contacts.0",
    /no residue 10: it has 9/,
  ],
  [
    { ...least, complex: { sequences: [{ protein: { id: "C", sequence: "AC", msa: ">q\nAD" } }] } },
    "complex.sequences.0.protein.msa",
    /residue 2 is `D`/,
  ],
  [
    { ...least, complex: { templates: [{ cif: "data_x", force: true }] } },
    "complex.templates.0.threshold",
    /needed with force/,
  ],
  [
    { ...least, complex: { templates: [{ cif: "data_x", chain_id: "B" }] } },
    "complex.templates.0.chain_id",
    /no protein `B`/,
  ],
];

for (const [request, path, says] of faults) {
  test(`refused at ${path || "the whole"}: ${says.source}`, () => {
    const issues = predictionRequest.safeParse(request).error?.issues ?? [];
    const found = issues.find((issue) => issue.path.join(".") === path && says.test(issue.message));
    assert(found, JSON.stringify(issues));
  });
}

test("the schema documents itself", () => {
  const schema = z.toJSONSchema(predictionRequest, { io: "input" });
  assert.deepEqual(schema.required, ["protein", "ligand"]);
});
