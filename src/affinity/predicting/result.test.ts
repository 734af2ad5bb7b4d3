import assert from "node:assert/strict";
import { test } from "node:test";
import { ContactError } from "../contacts/failure.ts";
import { predictionRequest } from "../request.ts";
import { contactsOf, type ResultParts, resultOf } from "./result.ts";

const request = predictionRequest.parse({
  protein: { sequence: "MXQIFVKTLTGK" },
  ligand: { smiles: "CCO" },
});

const structure = {
  name: "model_0.cif",
  mediaType: "chemical/x-mmcif",
  async *open() {
    yield new TextEncoder().encode("data_model");
  },
};

const parts = {
  job: "x",
  request,
  ligand: { smiles: "CCO", canonical_smiles: "CCO", formula: "C2H6O", warnings: [] },
  alignment: { source: "empty" },
  found: { files: [structure], confidences: [0.5], provenance: {}, warnings: [] },
  files: [structure],
} as unknown as ResultParts;

test("without contacts the last of the warnings says why", async () => {
  const finder = { find: () => Promise.reject(new ContactError("The structure is not mmCIF.")) };
  const ligand = { chain: "B", smiles: "CCO" };
  const none = await contactsOf(finder, parts.found, ligand, new AbortController().signal);
  const { contacts, warnings } = resultOf({ ...parts, ...none });
  assert.equal(contacts, undefined);
  assert(warnings.length > 1);
  assert.equal(warnings.at(-1), "The structure is not mmCIF.");
});

test("the chains are those that were predicted: a demonstration's are two", () => {
  const complex = predictionRequest.parse({
    ...request,
    complex: { sequences: [{ ligand: { id: ["C", "D"], ccd: "ATP" } }] },
  });
  const chainsWith = (found: object) =>
    resultOf({ ...parts, request: complex, found: { ...parts.found, ...found } }).chains.map(
      ({ id }) => id,
    );
  assert.deepEqual(chainsWith({}), ["A", "B", "C", "D"]);
  assert.deepEqual(chainsWith({ simulated: true }), ["A", "B"]);
});
