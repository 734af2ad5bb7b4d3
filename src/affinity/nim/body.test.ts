/** What a NIM is asked. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { apiKey, bodyOf, nimBench, prepared } from "#test/support/nim-bench.ts";

const a3m = ">q\nMKVLAAGIW\n>h\nMKV---GIW\n";

test("a request becomes the NIM's, with Boltz-2's own step scale", async (t) => {
  const { nim, predict } = await nimBench(t);
  const complex = {
    sequences: [
      { protein: { id: ["C", "D"], sequence: "ACDE", msa: ">q\nACDE\n", cyclic: true } },
      { dna: { id: "E", sequence: "ACGT", modifications: [{ position: 1, ccd: "6OG" }] } },
      { ligand: { id: "F", ccd: "HEM" } },
    ],
    constraints: [
      { pocket: { binder: "L", contacts: [["A", 3]] } },
      { bond: { atom1: ["A", 1, "CA"], atom2: ["F", 1, "FE"] } },
    ],
  };
  await predict(prepared({ complex }, { source: "given", a3m }));
  const msa = (alignment: string) => ({ retort: { a3m: { alignment, format: "a3m", rank: 0 } } });
  const copy = { molecule_type: "protein", sequence: "ACDE", cyclic: true, msa: msa(">q\nACDE\n") };
  assert.deepEqual(bodyOf(nim), {
    polymers: [
      { id: "A", molecule_type: "protein", sequence: "MKVLAAGIW", msa: msa(a3m) },
      { id: "C", ...copy },
      { id: "D", ...copy },
      {
        id: "E",
        molecule_type: "dna",
        sequence: "ACGT",
        modifications: [{ position: 1, ccd: "6OG" }],
      },
    ],
    ligands: [
      { id: "L", smiles: "CCO", predict_affinity: true },
      { id: "F", ccd: "HEM" },
    ],
    constraints: [
      { constraint_type: "pocket", binder: "L", contacts: [{ id: "A", residue_index: 3 }] },
      {
        constraint_type: "bond",
        atoms: [
          { id: "A", residue_index: 1, atom_name: "CA" },
          { id: "F", residue_index: 1, atom_name: "FE" },
        ],
      },
    ],
    recycling_steps: 3,
    sampling_steps: 200,
    diffusion_samples: 1,
    step_scale: 1.5,
    without_potentials: true,
    sampling_steps_affinity: 200,
    diffusion_samples_affinity: 5,
    affinity_mw_correction: false,
    output_format: "mmcif",
  });
  assert.equal(nim.asked[0]?.headers.authorization, `Bearer ${apiKey}`);
});

test("without an alignment none is sent, and potentials are where they are asked for", async (t) => {
  const { nim, predict } = await nimBench(t);
  await predict(prepared({ use_potentials: true }));
  const { polymers, without_potentials } = bodyOf(nim);
  assert.deepEqual(polymers, [{ id: "A", molecule_type: "protein", sequence: "MKVLAAGIW" }]);
  assert.equal(without_potentials, false);
});
