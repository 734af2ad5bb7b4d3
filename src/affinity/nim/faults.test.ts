import assert from "node:assert/strict";
import { test } from "node:test";
import { predictionRequest } from "../request.ts";
import { nimFaults } from "./faults.ts";

const least = { protein: { sequence: "MKVLAAGIW" }, ligand: { smiles: "CCO" }, engine: "nim" };

function faultsOf(further: object): string[] {
  const faults = nimFaults(predictionRequest.parse({ ...least, ...further }));
  return faults.map(({ path, message }) => `${path} ${message}`);
}

test("what a NIM can do has no faults", () => {
  const complex = {
    sequences: [
      { protein: { id: ["C", "D"], sequence: "ACDX", msa: "empty", cyclic: true } },
      { dna: { id: "E", sequence: "ACGT", modifications: [{ position: 1, ccd: "6OG" }] } },
      { ligand: { id: "F", ccd: "HEM" } },
    ],
    constraints: [
      { pocket: { binder: "B", contacts: [["A", 3]] } },
      { bond: { atom1: ["A", 1, "CA"], atom2: ["F", 1, "FE"] } },
    ],
  };
  assert.deepEqual(faultsOf({}), []);
  assert.deepEqual(faultsOf({ complex, use_potentials: true, diffusion_samples: 25 }), []);
});

const faults: [name: string, further: object, says: string[]][] = [
  ["a seed", { seed: 1 }, ["seed must be left out: a NIM takes none"]],
  ["no recycling", { recycling_steps: 0 }, ["recycling_steps must be 1 to 10 for a NIM"]],
  [
    "steps and samples beyond its limits",
    { sampling_steps: 5, sampling_steps_affinity: 9, diffusion_samples_affinity: 11 },
    [
      "sampling_steps must be 10 to 1000 for a NIM",
      "sampling_steps_affinity must be 10 to 1000 for a NIM",
      "diffusion_samples_affinity must be 1 to 10 for a NIM",
    ],
  ],
  [
    "ids of five letters",
    { ligand: { smiles: "CCO", id: "LIG12" } },
    ["ligand.id must be at most 4 letters or digits for a NIM"],
  ],
  [
    "letters of rare residues and unknown bases",
    {
      protein: { sequence: "MKU" },
      complex: { sequences: [{ rna: { id: "C", sequence: "ACN" } }] },
    },
    [
      "protein.sequence has `U` at residue 3, which a NIM does not know",
      "complex.sequences.0.rna.sequence has `N` at residue 3, which a NIM does not know",
    ],
  ],
  [
    "too many copies",
    {
      complex: {
        sequences: [
          { dna: { id: [..."CDEFGHIJKLMN"], sequence: "ACGT" } },
          { ligand: { id: [..."abcdefghijklmnopqrst"], ccd: "HEM" } },
        ],
      },
    },
    [
      "complex.sequences makes 13 polymers with all copies; a NIM takes 12",
      "complex.sequences makes 21 ligands with all copies; a NIM takes 20",
    ],
  ],
  [
    "constraints that it does not know",
    {
      complex: {
        sequences: [{ ligand: { id: "C", ccd: "HEM" } }],
        constraints: [
          { contact: { token1: ["A", 1], token2: ["A", 5] } },
          { pocket: { binder: "B", contacts: [["C", "FE"]], max_distance: 8, force: true } },
          { pocket: { binder: "B", contacts: [["A", 1]], force: false } },
        ],
      },
    },
    [
      "complex.constraints.0.contact must be left out: a NIM knows none",
      "complex.constraints.1.pocket.max_distance must be left out: a NIM takes none",
      "complex.constraints.1.pocket.force must be left out: a NIM takes none",
      "complex.constraints.1.pocket.contacts.0 must name a residue by its number for a NIM, not an atom",
      "complex.constraints have 2 pockets; a NIM takes one",
    ],
  ],
  [
    "templates",
    { complex: { templates: [{ cif: "data_x\n_atom_site.id 1\n" }] } },
    ["complex.templates must be left out: they are not sent to a NIM"],
  ],
];

for (const [name, further, says] of faults) {
  test(`${name}: told by field`, () => {
    assert.deepEqual(faultsOf(further), says);
  });
}
