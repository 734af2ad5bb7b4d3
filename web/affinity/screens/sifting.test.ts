import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScreenLigand } from "#src/client/index.ts";
import { isOpen, open, passes, withRange } from "./sifting.ts";

const aspirin: ScreenLigand = {
  place: 1,
  name: "Aspirin 100 mg",
  smiles: "OC(=O)c1ccccc1OC(C)=O",
  canonical_smiles: "CC(=O)Oc1ccccc1C(=O)O",
  state: "completed",
  reasons: [],
  pic50: 5.5,
  affinity_probability_binary: 0.4,
};
const waiting: ScreenLigand = { ...aspirin, state: "waiting" };
delete (waiting as { pic50?: number }).pic50;

test("every word has to be in the name or in the SMILES", () => {
  const finds = (text: string) => passes({ ...open, text })(aspirin);
  assert(finds(""));
  assert(finds(" aspirin 100 "));
  assert(finds("CC(=O)O"));
  assert(finds("c1ccccc1 Aspirin"));
  assert(!finds("aspirin 200"));
  // Six carbons in a ring, not aromatic ones.
  assert(!finds("C1CCCCC1"));
});

test("a range lets through what is in it, and nothing that has no figure", () => {
  const within = (least?: number, most?: number) =>
    passes(withRange(open, "pic50", { least, most }));
  assert(within(5.5, 5.5)(aspirin));
  assert(within(5)(aspirin));
  assert(!within(5.6)(aspirin));
  assert(!within(undefined, 5.4)(aspirin));
  assert(!within(0)(waiting));
  assert(within()(waiting));
});

test("one state of those that are chosen is enough", () => {
  assert(passes({ ...open, states: ["failed", "waiting"] })(waiting));
  assert(!passes({ ...open, states: ["failed"] })(waiting));
});

test("a range that is open at both ends is none", () => {
  const ranged = withRange(open, "probability", { least: 0.5 });
  assert(!isOpen(ranged));
  assert(isOpen(withRange(ranged, "probability", {})));
  assert(isOpen(withRange(ranged, "probability", undefined)));
  assert(isOpen({ ...open, text: "  " }));
});
