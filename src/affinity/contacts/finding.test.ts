import assert from "node:assert/strict";
import { test } from "node:test";
import {
  hexagon,
  mmcifOf,
  moved,
  type Placed,
  type PlacedResidue,
} from "#test/support/placed-atoms.ts";
import { findContacts } from "./finding.ts";

/** An acid's group in the plane z = 0. */
const acid: Placed[] = [
  ["C1", -1.52, 0, 0],
  ["C2", 0, 0, 0],
  ["O3", 0.63, 1.08, 0],
  ["O4", 0.63, -1.08, 0],
];

/** The end of a lysine whose nitrogen is 2.8 Å from O3, with the angles of a hydrogen bond. */
const lysine: Placed[] = [
  ["CD", 5.4, 2.6, 0],
  ["CE", 3.93, 2.48, 0],
  ["NZ", 3.43, 1.08, 0],
];
const mirrored = lysine.map(([name, x, y, z]): Placed => [name, x, -y, z]);

/** Phenylalanine's ring in the plane z = 0. */
const ring = hexagon(["CG", "CD1", "CE1", "CZ", "CE2", "CD2"], 0.3);
const benzene = hexagon(["C1", "C2", "C3", "C4", "C5", "C6"]);

function contactsOf(residues: PlacedResidue[], ligand: readonly Placed[], smiles: string) {
  return findContacts({ mmcif: mmcifOf(residues, ligand), ligandChain: "B", smiles });
}

test("an acid and an amine are a salt bridge, whichever way the acid is written", async () => {
  const bridge = { kind: "salt_bridge", residue: "A:LYS1", ligand_atoms: ["O3"], distance: 2.8 };
  for (const smiles of ["CC(=O)[O-]", "CC(=O)O"]) {
    const found = await contactsOf([{ name: "LYS", atoms: lysine }], acid, smiles);
    assert.deepEqual(found, [{ ...bridge, residue_atoms: ["NZ"] }]);
  }
});

test("copies by symmetry are found alike", async () => {
  const residues = [lysine, mirrored].map((atoms) => ({ name: "LYS", atoms }));
  const found = await contactsOf(residues, acid, "CC(=O)O");
  assert.deepEqual(
    found.map(({ kind, residue, ligand_atoms, distance }) => [
      ...[kind, residue, distance],
      ...ligand_atoms,
    ]),
    [
      ["salt_bridge", "A:LYS1", 2.8, "O3"],
      ["salt_bridge", "A:LYS2", 2.8, "O4"],
    ],
  );
});

test("what the bonds make of an atom decides: an amide has no charge, a nitro group none in all", async () => {
  const amide = acid.with(3, ["N4", 0.63, -1.08, 0]);
  const aspartate: PlacedResidue = {
    name: "ASP",
    atoms: [
      ["CB", 5.2, -2.9, 0],
      ["CG", 4.06, -1.9, 0],
      ["OD1", 3.43, -1.08, 0],
      ["OD2", 4.1, -1.8, 1.25],
    ],
  };
  const [bond, ...others] = await contactsOf([aspartate], amide, "CC(=O)N");
  assert.deepEqual(others, []);
  assert.equal(bond!.kind, "hydrogen_bond");
  assert.equal(bond!.donor, "ligand");
  assert.deepEqual([bond!.ligand_atoms, bond!.residue_atoms], [["N4"], ["OD1"]]);
  const [amine] = await contactsOf([{ name: "LYS", atoms: mirrored }], amide, "CC(=O)N");
  assert.equal(amine, undefined);
  const nitro = acid.with(1, ["N2", 0, 0, 0]);
  const found = await contactsOf([{ name: "LYS", atoms: lysine }], nitro, "C[N+](=O)[O-]");
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ["hydrogen_bond"],
  );
});

test("a hydrogen bond is between donor and acceptor, at a fitting angle only", async () => {
  const acetone: Placed[] = [
    ["C1", -0.75, 1.3, 0],
    ["C2", 0, 0, 0],
    ["O3", 1.22, 0, 0],
    ["C4", -0.75, -1.3, 0],
  ];
  const serine = (cb: Placed): PlacedResidue => ({
    name: "SER",
    atoms: [cb, ["OG", 2.67, 2.511, 0]],
  });
  const straight = await contactsOf([serine(["CB", 4.07, 2.25, 0])], acetone, "CC(=O)C");
  assert.deepEqual(straight, [
    {
      kind: "hydrogen_bond",
      residue: "A:SER1",
      ligand_atoms: ["O3"],
      residue_atoms: ["OG"],
      distance: 2.9,
      donor: "residue",
    },
  ]);
  // Its hydrogen can only point away.
  const [away] = await contactsOf([serine(["CB", 1.96, 1.28, 0])], acetone, "CC(=O)C");
  assert.equal(away, undefined);
});

test("rings are stacked parallel and upright", async () => {
  const phenyl = (atoms: Placed[]): PlacedResidue[] => [{ name: "PHE", atoms }];
  const parallel = phenyl(moved(ring, [0, 0, 3.6]));
  const upright = phenyl(ring.map(([name, x, y, z]): Placed => [name, z, y, x + 5]));
  for (const [residues, detail, distance, angle] of [
    [parallel, "parallel", 3.6, 0],
    [upright, "t_shaped", 5, 90],
  ] as const) {
    const found = await contactsOf([...residues], benzene, "c1ccccc1");
    const pi = found.filter(({ kind }) => kind === "pi");
    assert.equal(pi.length, 1);
    const { ligand_atoms, residue_atoms, ...rest } = pi[0]!;
    assert.deepEqual(rest, { kind: "pi", detail, residue: "A:PHE1", distance, angle });
    assert.deepEqual(ligand_atoms.toSorted(), benzene.map(([name]) => name).toSorted());
    assert.deepEqual(residue_atoms.toSorted(), ring.map(([name]) => name).toSorted());
  }
});

test("a charge above a ring is seen, from either side", async () => {
  const above = moved(lysine, [-3.43, -1.08, 4]);
  const [pi] = await contactsOf([{ name: "LYS", atoms: above }], benzene, "c1ccccc1");
  assert.equal(pi!.detail, "cation");
  assert.deepEqual([pi!.distance, pi!.residue_atoms], [4, ["NZ"]]);
  const amine: Placed[] = [
    ["C1", 0, 1.2, 4.9],
    ["N2", 0, 0, 4],
  ];
  const found = await contactsOf([{ name: "PHE", atoms: ring }], amine, "CN");
  assert.deepEqual(
    found.map(({ detail, distance, ligand_atoms }) => [detail, distance, ...ligand_atoms]),
    [["cation", 4, "N2"]],
  );
});

test("carbons touch up to 4 Å, and what is far does not", async () => {
  const ethane: Placed[] = [
    ["C1", 0, 0, 0],
    ["C2", 1.54, 0, 0],
  ];
  const alanine: Placed[] = [
    ["CB", -3.7, 0, 0],
    ["CA", -5.2, 0, 0],
  ];
  const touching = await contactsOf([{ name: "ALA", atoms: alanine }], ethane, "CC");
  assert.deepEqual(touching, [
    {
      kind: "hydrophobic",
      residue: "A:ALA1",
      ligand_atoms: ["C1"],
      residue_atoms: ["CB"],
      distance: 3.7,
    },
  ]);
  const apart = [{ name: "ALA", atoms: moved(alanine, [-0.4, 0, 0]) }];
  assert.deepEqual(await contactsOf(apart, ethane, "CC"), []);
  const around = [lysine, mirrored, ring].map((atoms) => ({ name: "LYS", atoms }));
  assert.deepEqual(await contactsOf(around, moved(acid, [0, 0, 30]), "CC(=O)O"), []);
});

test("atoms in another order are the same molecule", async () => {
  const residues = [{ name: "LYS", atoms: lysine }];
  const other = [acid[2]!, acid[0]!, acid[3]!, acid[1]!];
  assert.deepEqual(
    await contactsOf(residues, other, "CC(=O)O"),
    await contactsOf(residues, acid, "CC(=O)O"),
  );
});

test("a ligand that is not the molecule, and what is no structure, is refused in words", async () => {
  const mmcif = mmcifOf([{ name: "LYS", atoms: lysine }], acid);
  const refused = (mmcif: string, ligandChain: string, smiles: string, words: RegExp) =>
    assert.rejects(findContacts({ mmcif, ligandChain, smiles }), {
      name: "ContactError",
      message: words,
    });
  await refused(mmcif, "B", "CC(=O)N", /does not have the atoms and bonds of the ligand/);
  await refused(mmcif, "B", "CCOO", /does not have the atoms and bonds of the ligand/);
  await refused(mmcif, "B", "CC(=O)OC", /does not have the atoms and bonds of the ligand/);
  await refused(mmcif, "C", "CC(=O)O", /has no chain `C`/);
  await refused("data_x\n_entry.id x\n", "B", "CC", /has no atoms/);
});
