import assert from "node:assert/strict";
import { test } from "node:test";
import { examples } from "#src/affinity/examples.ts";
import type { ScreenLigand } from "#src/client/index.ts";
import { aboutScreen, countsTold, isReadable, leftOf, sayingOf } from "./saying.ts";

const given: ScreenLigand = { place: 1, name: "", smiles: "C", state: "given", reasons: [] };

const none = { given: 0, waiting: 0, rejected: 0, duplicate: 0, completed: 0, failed: 0 };

test("of a duplicate is said of what, and of others why", () => {
  assert.equal(
    sayingOf({ ...given, state: "duplicate", same_as: 7, reasons: [{ message: "Odd." }] }),
    "the same molecule as no. 7",
  );
  const error = { code: "out_of_memory", message: "No memory.", retriable: true };
  const reasons = [{ message: "A." }, { message: "B." }];
  assert.equal(sayingOf({ ...given, state: "failed", error, reasons }), "No memory. A. B.");
  assert.equal(sayingOf(given), "");
});

test("what failed for a passing reason is left, what is no molecule is not", () => {
  const error = { code: "out_of_memory", message: "No memory.", retriable: true };
  const passing: ScreenLigand = { ...given, state: "failed", error };
  const final: ScreenLigand = { ...passing, error: { ...error, retriable: false } };
  assert.equal(leftOf({ ...none, failed: 2, rejected: 1 }, [passing, final, given]), 1);
  assert.equal(leftOf({ ...none, given: 3, waiting: 4, completed: 5 }, []), 7);
});

test("of a screen that has just ended nothing is left, however old its rows are", () => {
  const waiting: ScreenLigand = { ...given, state: "waiting" };
  assert.equal(leftOf({ ...none, completed: 2 }, [waiting, given]), 0);
});

test("what was read, or may be, is drawn", () => {
  const { smiles: _, ...molBlock } = given;
  assert(isReadable(given));
  assert(!isReadable(molBlock));
  assert(!isReadable({ ...given, state: "rejected" }));
  assert(isReadable({ ...molBlock, state: "waiting", canonical_smiles: "C" }));
});

test("a screen is told on one line", () => {
  const { sequence } = examples.proteins[2]!;
  const screen = { protein: { sequence, id: "A" }, ligands: 12_000, engine: "boltz" as const };
  const about = aboutScreen(screen, examples);
  assert.match(about, /ligands · Ubiquitin, 76 residues · by boltz$/);
  const other = { ...screen, protein: { sequence: "GIVE", id: "A" }, ligands: 1 };
  assert.equal(aboutScreen(other, undefined), "1 ligand · a protein of 4 residues · by boltz");
  assert.equal(countsTold({ ...none, completed: 3, rejected: 1 }), "3 completed, 1 rejected");
});
