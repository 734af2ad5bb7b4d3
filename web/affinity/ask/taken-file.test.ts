import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf } from "./taken-file.ts";

const file = (name: string, ...parts: BlobPart[]) => new File(parts, name);

test("a file goes where its name says, and where that says nothing, where it is dropped", async () => {
  const smi = file("one.smi", "CCO ethanol\n\n");
  assert.deepEqual(await changeOf(smi, "protein"), { ligand: "CCO ethanol\n" });
  const fasta = ">one\nMQIFVK\n";
  assert.deepEqual(await changeOf(file("one.fasta", fasta), "ligand"), { protein: fasta });
  assert.deepEqual(await changeOf(file("one.txt", fasta), undefined), { protein: fasta });
  assert.deepEqual(await changeOf(file("one.txt", "CCO\n"), "ligand"), { ligand: "CCO\n" });
  assert.deepEqual(await changeOf(file("one", "MQIF"), "protein"), { protein: "MQIF" });
  const table = file("some.csv", "name,smiles\nethanol,CCO\n,CCN\n");
  assert.deepEqual(await changeOf(table, "ligand"), { ligand: "CCO ethanol\nCCN\n" });
  const alignment = { msa: "given", a3m: ">q\nMQ\n" };
  assert.deepEqual(await changeOf(file("a.a3m", ">q\nMQ\n"), "protein"), alignment);
  await assert.rejects(changeOf(file("one.txt", "CCO"), undefined), /drop it on the field/);
});

test("what is no text, too large or a structure is refused with a sentence", async () => {
  const picture = [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])];
  await assert.rejects(changeOf(file("x.png", ...picture), "protein"), /x\.png is no text/);
  await assert.rejects(changeOf(file("x.smi", ...picture), "ligand"), /x\.smi is no text/);
  const latin = new Uint8Array(100).fill(0xe4);
  await assert.rejects(changeOf(file("x", latin), "protein"), /x is no text/);
  await assert.rejects(changeOf(file("x.pdf", "%PDF-1.4"), "ligand"), /x\.pdf is no text/);
  await assert.rejects(changeOf(file("1abc.pdb", "HEADER"), "protein"), /give its sequence/);
  const large = file("big.fasta", ">x\n", "A".repeat(3_000_000));
  await assert.rejects(changeOf(large, "protein"), /big\.fasta has 3 MB; at most 1 are read\./);
});
