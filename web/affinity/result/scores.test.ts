import assert from "node:assert/strict";
import { test } from "node:test";
import { readScores, scoreInWords, scores, scoreValue } from "./scores.ts";

const named = (name: string) => scores.find((score) => score.name === name)!;

test("a high score is a good one, but of an error", () => {
  assert.equal(scoreInWords(named("iptm"), 0.9), "likely right");
  assert.equal(scoreInWords(named("ligand_iptm"), 0.7), "a grey zone");
  assert.equal(scoreInWords(named("protein_iptm"), 0.2), "likely wrong");
  assert.equal(scoreInWords(named("ptm"), 0.6), "the fold is likely right");
  assert.equal(scoreInWords(named("complex_plddt"), 0.75), "confident");
  assert.equal(scoreInWords(named("complex_pde"), 0.5), "small");
  assert.equal(scoreInWords(named("complex_ipde"), 14), "large");
});

test("an interface that is not there has no error, and is not called a good one", () => {
  assert.equal(scoreInWords(named("complex_ipde"), 0), "no contact between chains");
  assert.equal(scoreValue(named("complex_ipde"), 0), "–");
  assert.equal(scoreValue(named("complex_pde"), 0), "0.00 Å");
});

test("pLDDT has the scale that it has along the chains, and other scores their own", () => {
  assert.equal(scoreValue(named("complex_plddt"), 0.754), "75.4");
  assert.equal(scoreInWords(named("complex_plddt"), 0.754), "confident");
  assert.equal(scoreValue(named("ptm"), 0.754), "0.75");
});

test("of a structure's own file the scores are read, and nothing else", () => {
  const text = JSON.stringify({ ptm: 0.5, iptm: null, chains_ptm: { 0: 0.4 }, complex_pde: 3 });
  assert.deepEqual(readScores(text), { ptm: 0.5, complex_pde: 3 });
});
