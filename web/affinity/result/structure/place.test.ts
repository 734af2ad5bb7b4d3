import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOfResidue } from "./place.ts";

test("a contact's residue is a place: chain and number, whatever it is called", () => {
  assert.deepEqual(placeOfResidue("A:ASP25"), { chain: "A", residue: 25 });
  assert.deepEqual(placeOfResidue("AA1:M3L7"), { chain: "AA1", residue: 7 });
  assert.equal(placeOfResidue("ASP25"), undefined);
  assert.equal(placeOfResidue("B:LIG"), undefined);
});
