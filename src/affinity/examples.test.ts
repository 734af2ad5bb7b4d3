import assert from "node:assert/strict";
import { test } from "node:test";
import { examples, examplesAnswer } from "./examples.ts";
import { validateProtein } from "./protein.ts";

/** Average masses of residues in Da, without the water that a chain's ends add. */
const residueMass: Readonly<Record<string, number>> = {
  G: 57.0519,
  A: 71.0788,
  S: 87.0782,
  P: 97.1167,
  V: 99.1326,
  T: 101.1051,
  C: 103.1388,
  L: 113.1594,
  I: 113.1594,
  N: 114.1038,
  D: 115.0886,
  Q: 128.1307,
  K: 128.1741,
  E: 129.1155,
  M: 131.1926,
  H: 137.1411,
  F: 147.1766,
  R: 156.1875,
  Y: 163.176,
  W: 186.2132,
};

/** Lengths and masses in Da: UniProt's, and of the two parts of entries the literature's. */
const known: Readonly<Record<string, readonly [residues: number, mass: number]>> = {
  P01308: [110, 11981],
  P00698: [129, 14313],
  P0CG48: [76, 8565],
  P00918: [260, 29246],
  P62942: [108, 11951],
};

test("the proteins have the lengths and masses of their entries", () => {
  for (const { name, uniprot, sequence } of examples.proteins) {
    const [residues, mass] = known[uniprot]!;
    assert.equal(sequence.length, residues, name);
    const sum = [...sequence].reduce((all, letter) => all + residueMass[letter]!, 18.0153);
    assert(Math.abs(sum - mass) < 1, `${name} has ${sum} Da, not ${mass}`);
  }
});

test("the proteins are taken as they are", () => {
  for (const { sequence } of examples.proteins) {
    const { valid, warnings, sequence: cleaned } = validateProtein(sequence);
    assert(valid);
    assert.equal(cleaned, sequence);
    assert.deepEqual(warnings, []);
  }
});

test("the answer has its schema, and names are unique", () => {
  assert.deepEqual(examplesAnswer.parse(examples), examples);
  for (const list of [examples.proteins, examples.ligands]) {
    assert.equal(new Set(list.map(({ name }) => name)).size, list.length);
  }
});
