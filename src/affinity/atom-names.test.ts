import assert from "node:assert/strict";
import { test } from "node:test";
import { affinityFixture } from "#test/support/ligands.ts";
import { atomNameFaults, atomNames } from "./atom-names.ts";
import type { Constraint } from "./complex.ts";

interface Named {
  readonly canonical_smiles: string;
  readonly formula: string;
  /** As Boltz names them. */
  readonly cofactor: readonly string[];
  readonly binder: readonly string[];
}

const molecules = affinityFixture("atom-names.json") as readonly Named[];
const [aspirin] = molecules as readonly [Named];
const contact = (name: string): Constraint => ({
  contact: { token1: ["A", 1], token2: ["B", name] },
});

test("no name that Boltz gives is refused", () => {
  for (const molecule of molecules) {
    for (const [as, isBinder] of [["cofactor", false] as const, ["binder", true] as const]) {
      const ligands = new Map([["B", atomNames(molecule, isBinder)]]);
      const faults = atomNameFaults(ligands, molecule[as].map(contact));
      assert.deepEqual(faults, [], `${molecule.canonical_smiles}, ${as}`);
    }
  }
});

test("a name that Boltz cannot give is refused wherever it is", () => {
  const ligands = new Map([["B", atomNames(aspirin, true)]]);
  const refused = (constraint: Constraint) => atomNameFaults(ligands, [contact("O9"), constraint]);
  // Hydrogens have the ranks 1 to 8, and 13 heavy atoms those after them.
  for (const name of ["C1", "C8", "C22", "C09", "C", "9", "H9", "N9", "CA9", "C9'"]) {
    const [fault, ...others] = refused(contact(name));
    assert.equal(fault?.path, "complex.constraints.1.contact.token2", name);
    assert.equal(others.length, 0);
  }
  const [{ message } = { message: "" }] = refused(contact("C1"));
  assert.match(message, /ligand `B` `C1`: a name is C, O and a number from 9 to 21\. The mmCIF/);
  const contacts: [string, string | number][] = [
    ["B", "C9"],
    ["A", 1],
    ["B", "X"],
  ];
  const others: Constraint[] = [
    { pocket: { binder: "A", contacts } },
    { bond: { atom1: ["A", 1, "SG"], atom2: ["B", 1, "C1"] } },
  ];
  const paths = others.flatMap((one) => refused(one).map(({ path }) => path));
  assert.deepEqual(paths, [
    "complex.constraints.1.pocket.contacts.2",
    "complex.constraints.1.bond.atom2",
  ]);
  // What is named of other chains, as of a cofactor by its CCD code, is not known.
  assert.deepEqual(atomNameFaults(new Map(), [contact("C1")]), []);
});
