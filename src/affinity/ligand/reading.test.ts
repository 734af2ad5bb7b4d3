import assert from "node:assert/strict";
import { test } from "node:test";
import { affinityFixture, type KnownMolecule, readerForTests } from "#test/support/ligands.ts";
import { examples } from "../examples.ts";
import type { GoodLigand } from "../validation.ts";
import type { LigandDetail } from "./reading.ts";

const molecules = affinityFixture("molecules.json") as KnownMolecule[];
const reader = readerForTests(1);

async function good(smiles: string, detail: LigandDetail = "identified"): Promise<GoodLigand> {
  const found = await reader.read(smiles, detail);
  assert(found.valid, found.message);
  return found;
}

async function refused(smiles: string) {
  const found = await reader.read(smiles, "identified");
  assert(!found.valid, found.message);
  assert(found.errors.length > 0);
  return found;
}

test("molecules, ions and salts are what RDKit for Python says they are", async () => {
  for (const { name, smiles, descriptors, neutralised, ...known } of molecules) {
    const found = await good(smiles);
    const { canonical_smiles, inchi_key, formula } = found;
    assert.deepEqual({ canonical_smiles, inchi_key, formula }, known, name);
    for (const [key, value] of Object.entries(descriptors)) {
      const ours = found.descriptors[key as keyof typeof descriptors];
      // Told to four places.
      assert(Math.abs(ours - value) < 5.1e-5, `${name}: ${key} is ${ours}, not ${value}`);
    }
    const neutral = found.warnings.some(({ message }) => message.includes("neutral form"));
    assert.equal(neutral, neutralised, name);
    const parts = found.warnings.filter(({ message }) => message.includes("separate parts"));
    assert.equal(parts.length, smiles.includes(".") ? 1 : 0, name);
  }
});

test("mol blocks are the molecules that they draw", async () => {
  const blocks = affinityFixture("mol-blocks.json") as Record<string, string>[];
  for (const { mol_block, canonical_smiles } of blocks) {
    const found = await good(mol_block!);
    assert.equal(found.canonical_smiles, canonical_smiles);
    assert.equal(found.smiles, canonical_smiles);
    const { message } = await refused(mol_block!.replace(/^.*\n.*\n.*\n/, ""));
    assert.match(message, /^RDKit cannot read this mol block/);
  }
  assert.match((await refused(`${"x".repeat(100_000)}\nM  END`)).message, /100007 characters/);
});

test("a mol block with all its hydrogens is the molecule without them", async () => {
  const atoms = ["C", "O", "H", "H", "H", "H"].map(
    (symbol, index) => `${`${index}.0000`.padStart(10)}    0.0000    0.0000 ${symbol}   0  0`,
  );
  const bonds = ["  1  2  1  0", "  1  3  1  0", "  1  4  1  0", "  1  5  1  0", "  2  6  1  0"];
  const counts = "  6  5  0  0  0  0  0  0  0  0999 V2000";
  const found = await good(["methanol", "", "", counts, ...atoms, ...bonds, "M  END"].join("\n"));
  assert.deepEqual([found.smiles, found.canonical_smiles, found.formula], ["CO", "CO", "CH4O"]);
});

test("numbers of atom maps make no other molecule, and are said to be left out", async () => {
  const { warnings, ...mapped } = await good("[CH3:1][OH:12]");
  const { warnings: _, ...plain } = await good("CO");
  assert.deepEqual({ ...mapped, smiles: "CO" }, plain);
  assert.deepEqual(warnings, [{ message: "Numbers of atom maps are left out." }]);
});

test("a bond that is no certain one is refused", async () => {
  for (const smiles of ["[#6]~[#7]", "C->N", "C$C", "O=C~O"]) {
    assert.match((await refused(smiles)).message, /a bond that is not single, double/, smiles);
  }
});

test("what is left out of a salt is named", async () => {
  const { warnings } = await good("CC(=O)O.CC(=O)O.NCCN");
  assert.equal(
    warnings[0]!.message,
    "Of 3 separate parts only the largest is predicted; left out: `CC(=O)O`.",
  );
});

test("the examples' ligands are the molecules of their names", async () => {
  // InChIKeys as in PubChem
  const keys: Readonly<Record<string, string>> = {
    Aspirin: "BSYNRYMUTXBXSQ-UHFFFAOYSA-N",
    Caffeine: "RYYVLZVUVIJVGH-UHFFFAOYSA-N",
    Ibuprofen: "HEFNNWSXXWATRW-UHFFFAOYSA-N",
    Paracetamol: "RZVAJINKPMORJF-UHFFFAOYSA-N",
    Acetazolamide: "BZKPWHYZMXOIDC-UHFFFAOYSA-N",
    "N-acetylglucosamine": "OVRNDRQMDRJTHS-FMDGEEDCSA-N",
    Metformin: "XZWYZXLIPXDOLR-UHFFFAOYSA-N",
  };
  for (const { name, smiles } of examples.ligands) {
    assert.equal((await good(smiles)).inchi_key, keys[name], name);
  }
});

test("a screen is told the same but the InChIKey, which nothing of it keeps", async () => {
  for (const { smiles } of molecules) {
    const { inchi_key: _, ...identified } = await good(smiles);
    assert.deepEqual(await good(smiles, "screened"), identified);
  }
});

test("a drawing is drawn where it is asked for", async () => {
  assert.match((await good("c1ccccc1", "drawn")).svg!, /<svg.*<\/svg>/s);
  assert.equal((await good("c1ccccc1")).svg, undefined);
});

test("what RDKit for Python cannot read is refused with a reason", async () => {
  for (const smiles of affinityFixture("unreadable.json") as string[]) {
    const { message } = await refused(smiles);
    assert.match(message, /^RDKit cannot read this SMILES: [^\n]+\.$/, smiles);
  }
});

test("the reason is RDKit's, and so is the place", async () => {
  const reasons: [smiles: string, position: number | undefined, says: RegExp][] = [
    ["CC)C", 2, /extra close parentheses, around character 3 \(`\)`\)/],
    ["CC(=O", 2, /extra open parentheses, around character 3/],
    ["CC[Xx]", 3, /syntax error, around character 4 \(`X`\)/],
    ["C1CC", undefined, /unclosed ring/],
    ["c1cccc1", undefined, /Can't kekulize mol\. Unkekulized atoms: 0 1 2 3 4/],
    ["C(C)(C)(C)(C)C", undefined, /Explicit valence for atom # 0 C, 5, is greater than permitted/],
  ];
  for (const [smiles, position, says] of reasons) {
    const { errors } = await refused(smiles);
    assert.match(errors[0]!.message, says);
    assert.equal(errors[0]!.position, position, smiles);
  }
});

const refusals: [name: string, smiles: string, says: RegExp][] = [
  ["nothing", "  ", /empty/],
  ["a wildcard", "*CC", /wildcard/],
  [
    "a metal",
    "[NH3][Pt]([NH3])(Cl)Cl",
    /has Pt: only H, B, C, .*, I are taken. .* CCD code, as `ZN`/,
  ],
  ["two metals", "C[Zn]C[Fe]", /Zn, Fe/],
  ["a noble gas", "[Xe]", /has Xe: only H, B, C/],
  ["8 borons", "B".repeat(8), /8 boron atoms; at most 7/],
  ["129 atoms", "C".repeat(129), /129 heavy atoms; at most 128 are taken/],
  ["an InChI", "InChI=1S/CH4/h1H4", /^This is an InChI: .*SMILES is wanted/],
  ["an InChIKey", "BSYNRYMUTXBXSQ-UHFFFAOYSA-N", /^This is an InChIKey: /],
  ["a drug's name", "Aspirin", /^RDKit cannot read .* If it is a name: its SMILES is wanted/],
  ["hydrogen", "[H][H]", /no atom but hydrogen/],
  ["501 characters", "C".repeat(501), /501 characters; at most 500/],
  ["a NUL", "CC\0C", /At character 3 is the character U\+0000/],
  ["a name", "CCO ethanol", /At character 4 is a blank/],
  ["a letter RDKit leaves off", "CCé", /At character 3 is `é`/],
  ["two molecules of a reaction", "C>>C", /RDKit cannot read/],
];

for (const [name, smiles, says] of refusals) {
  test(`${name} is refused`, async () => {
    assert.match((await refused(smiles)).message, says);
  });
}

const oddities: [name: string, smiles: string, says: RegExp][] = [
  ["57 atoms", "C".repeat(57), /57 heavy atoms are more than the 56/],
  ["a radical", "C[CH]C", /unpaired electrons/],
  ["a stereocentre", "CC(N)C(=O)O", /1 stereocentre is not specified/],
  ["100 hydrogens and chlorine", `Cl${"C".repeat(50)}`, /two-letter element/],
];

for (const [name, smiles, says] of oddities) {
  test(`${name} is warned of`, async () => {
    const { warnings } = await good(smiles);
    assert.equal(warnings.length, 1, JSON.stringify(warnings));
    assert.match(warnings[0]!.message, says);
  });
}

test("56 atoms, 7 borons and 128 atoms are taken", async () => {
  assert.deepEqual((await good("C".repeat(56))).warnings, []);
  await good("B".repeat(7));
  await good("C".repeat(128));
});

test("the rules of five that are broken are named", async () => {
  const { descriptors } = await good(`${"OCC(O)".repeat(12)}${"C".repeat(30)}`);
  const said = descriptors.rule_of_five_violations.join("; ");
  assert.match(said, /weight of .*, over 500; .*donors, over 5; .*acceptors, over 10/);
  assert.deepEqual((await good("CCO")).descriptors.rule_of_five_violations, []);
});
