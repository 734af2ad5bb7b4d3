import assert from "node:assert/strict";
import { test } from "node:test";
import * as z from "zod";
import { examples } from "./examples.ts";
import { predictionRequest } from "./request.ts";
import { screenRequest } from "./screen-request.ts";

const protein = { sequence: "MKVLAAGIW" };
const ligand = { smiles: "CCO" };
const least = { protein, ligand };
const cif = "data_x\nloop_\n_atom_site.group_PDB\n_atom_site.id\nATOM 1\n";
const heme = { ligand: { id: "C", ccd: "HEM" } };
const dimer = (further: object) => ({ protein: { id: "C", sequence: "ACDE", ...further } });
const pocket = (...contacts: unknown[]) => ({ pocket: { binder: "B", contacts } });

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

test("what was put right in a sequence is noted, once, and read back", () => {
  const request = { protein: { sequence: ">x\nmkt-ayiakqX 123*" }, ligand };
  const parsed = predictionRequest.parse(request);
  const notes = [
    "Left out: 1 blank, 3 digits.",
    "Left out: 1 gap (`-`), as of an aligned sequence.",
    "Left out: the stop (`*`) at the end.",
    "9 letters in lower case are read as upper case.",
  ];
  assert.deepEqual(parsed.protein, { sequence: "MKTAYIAKQX", id: "A", notes });
  assert.deepEqual(predictionRequest.parse(parsed), parsed);
  const further = { sequences: [dimer({ sequence: "AC DE" })] };
  const [chain] = predictionRequest.parse({ ...least, complex: further }).complex!.sequences;
  assert.deepEqual(chain?.protein?.notes, ["Left out: 1 blank."]);
  const screen = screenRequest.parse({ protein: request.protein, ligands: ["C"] });
  assert.deepEqual(screen.protein.notes, notes);
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
    templates: [{ cif, chain_id: "A", force: true, threshold: 2 }],
  };
  const { data, error } = predictionRequest.safeParse({ ...least, complex });
  assert.equal(error, undefined);
  assert.deepEqual(data?.complex, complex);
});

type Fault = [request: unknown, path: string, says: RegExp];

const faults: Fault[] = [
  [null, "", /must be an object/],
  [{ ligand }, "protein", /^must be an object with `sequence`$/],
  [{ protein }, "ligand", /^must be an object with `smiles`$/],
  [{ ...least, complex: null }, "complex", /^must be an object$/],
  [{ ...least, protein: { sequence: "Lysozyme" } }, "protein.sequence", /name of an example/],
  [{ ...least, msa: ">q\nMKVLAAGIW\n\0" }, "msa", /without the character U\+0000/],
  [{ ...least, msa: ">\ud800\nMKVLAAGIW" }, "msa", /whole characters/],
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
    { ...least, complex: { templates: [{ cif, force: true }] } },
    "complex.templates.0.threshold",
    /needed with force/,
  ],
  [
    { ...least, complex: { templates: [{ cif, chain_id: "B" }] } },
    "complex.templates.0.chain_id",
    /no protein `B`/,
  ],
  ...(
    [
      [{ sequences: [dimer({ msa: ">q\nACDE\0" })] }, "sequences.0.protein.msa", /U\+0000/],
      [{ templates: [{ cif: `${cif}\0` }] }, "templates.0.cif", /U\+0000/],
      [{ templates: [{ cif: `${cif}\udfff` }] }, "templates.0.cif", /whole characters/],
      [{ templates: [{ cif: "" }] }, "templates.0.cif", /mmCIF file, but is empty/],
      [{ templates: [{ cif: "data_x\n_cell.a 1\n" }] }, "templates.0.cif", /`_atom_site` in it/],
      [{ templates: [{ cif: "HEADER    X\nATOM      1" }] }, "templates.0.cif", /older PDB format/],
      [
        { templates: [{ cif, chain_id: "A", template_id: ["A", "B"] }] },
        "templates.0.template_id",
        /as many as chain_id, which is 1/,
      ],
      [{ constraints: [pocket(["A", "CA"])] }, "constraints.0.pocket.contacts.0", /by its number/],
      [{ constraints: [pocket(["B", 1])] }, "constraints.0.pocket.contacts.0", /is a ligand: name/],
      [
        { sequences: [heme], constraints: [{ contact: { token1: ["A", 1], token2: ["C", 1] } }] },
        "constraints.0.contact.token2",
        /`C` is a ligand: name an atom of it, not 1/,
      ],
      [
        { constraints: [{ bond: { atom1: ["A", 10, "CA"], atom2: ["B", 1, "C1"] } }] },
        "constraints.0.bond.atom1",
        /no residue 10: it has 9/,
      ],
      [
        { constraints: [{ bond: { atom1: ["A", 1, 5], atom2: ["B", 2, "C1"] } }] },
        "constraints.0.bond.atom1.2",
        /must be an atom's name/,
      ],
      [
        { sequences: [dimer({ modifications: [{ position: 5, ccd: "SEP" }] })] },
        "sequences.0.protein.modifications.0.position",
        /beyond the chain's end: it has 4 residues/,
      ],
      [
        { sequences: [{ ligand: { id: "C", smiles: "[Na+].[Cl-]" } }] },
        "sequences.0.ligand.smiles",
        /must be one molecule, .* by its CCD code, as `NA`/,
      ],
      [
        { sequences: [{ ligand: { id: "C", smiles: "x\n\n\nM  END" } }] },
        "sequences.0.ligand.smiles",
        /must be SMILES/,
      ],
      [
        { sequences: [..."CDEFGHIJKLMNOPQRSTUVW"].map((id) => ({ ligand: { id, ccd: "HEM" } })) },
        "sequences",
        /^must be an array of at most 20, but has 21$/,
      ],
      [
        { sequences: [dimer({ sequence: "MKVLAAGIW", msa: ">q\nMKVLAAGIW" })] },
        "sequences.0.protein.msa",
        /must be as of chain `A`: Boltz predicts chains of one sequence alike/,
      ],
      [
        { sequences: [dimer({}), { protein: { id: "D", sequence: "ACDE", cyclic: true } }] },
        "sequences.1.protein.cyclic",
        /must be as of chain `C`/,
      ],
      [{ sequences: "A" }, "sequences", /^must be an array of at most 20$/],
      [
        { constraints: [pocket()] },
        "constraints.0.pocket.contacts",
        /array of 1 to 1000, but has 0/,
      ],
      [{ sequences: [dimer({ cyclic: 1 })] }, "sequences.0.protein.cyclic", /true or false/],
      [{ sequences: [null] }, "sequences.0", /^must be an object$/],
    ] as const
  ).map(([complex, path, says]): Fault => [{ ...least, complex }, `complex.${path}`, says]),
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

test("what a screen has in common is refused as a prediction's is", () => {
  const { error } = screenRequest.safeParse({ protein, ligands: ["C"], msa: ">q\nMKVLAAGIW\0" });
  assert.match(String(error?.issues.find(({ path }) => path[0] === "msa")?.message), /U\+0000/);
});
