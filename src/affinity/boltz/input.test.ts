import assert from "node:assert/strict";
import { test } from "node:test";
import { record } from "#test/support/boltz.ts";
import { inputFiles } from "./input.ts";

test("a record is JSON of Boltz's own schema, whatever the text in it", () => {
  const smiles = "C/C=C\\C: #N\n'\"{}";
  const [file, ...alignments] = inputFiles(record("a", smiles));
  assert.equal(file!.path, "inputs/a.yaml");
  assert.deepEqual(JSON.parse(file!.text), {
    version: 1,
    sequences: [
      { protein: { id: "A", sequence: "MKTAYIAKQRQISFVKSHFSRQ", msa: "empty" } },
      { ligand: { id: "B", smiles } },
    ],
    properties: [{ affinity: { binder: "B" } }],
  });
  assert.deepEqual(alignments, []);
});

test("alignments and templates are files of their own, named from the run's folder", () => {
  const files = inputFiles({
    id: "a",
    sequences: [
      { protein: { id: ["A", "B"], sequence: "MK", msa: ">q\nMK\n", cyclic: true } },
      { ligand: { id: "C", ccd: "SAH" } },
    ],
    constraints: [{ pocket: { binder: "C", contacts: [["A", 2]] } }],
    templates: [{ cif: "data_x\n", chain_id: "A" }],
  });
  assert.deepEqual(JSON.parse(files[0]!.text), {
    version: 1,
    sequences: [
      { protein: { id: ["A", "B"], sequence: "MK", msa: "attachments/a-0.a3m", cyclic: true } },
      { ligand: { id: "C", ccd: "SAH" } },
    ],
    constraints: [{ pocket: { binder: "C", contacts: [["A", 2]] } }],
    templates: [{ cif: "attachments/a-0.cif", chain_id: "A" }],
  });
  assert.deepEqual(files.slice(1), [
    { path: "attachments/a-0.a3m", text: ">q\nMK\n" },
    { path: "attachments/a-0.cif", text: "data_x\n" },
  ]);
});

test("an id that leads elsewhere is refused", () => {
  for (const id of ["", "../a", "a/b", "a.b", "a\0", "a".repeat(65)]) {
    assert.throws(() => inputFiles(record(id)), RangeError, id);
  }
});
