import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readerForTests } from "#test/support/ligands.ts";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import { createContactFinder } from "../contacts/finder.ts";
import { examples } from "../examples.ts";
import { predictionRequest } from "../request.ts";
import { predictionResult } from "../result.ts";
import { createDemonstrationEngine } from "./demonstration.ts";
import type { Found, FoundFile } from "./engine.ts";

const ubiquitin = "MQIFVKTLTGKTITLEVEPSDTIENVKAKIQDKEGIPPDQQRLIFAGKQLEDGRTLSDYNIQKESTLHLVLRLRGG";
const reader = readerForTests(1);
const contacts = createContactFinder();
after(() => contacts.close());

async function demonstrated(
  sequence: string,
  smiles: string,
  {
    signal = new AbortController().signal,
    ...options
  }: Record<string, unknown> & { signal?: AbortSignal } = {},
) {
  const ligand = await reader.read(smiles, "identified");
  assert(ligand.valid);
  const request = predictionRequest.parse({
    protein: { sequence, id: "P" },
    ligand: { smiles, id: "L" },
    engine: "demonstration",
    ...options,
  });
  const asked = { id: "x", owner: "o", request, ligand, alignment: { source: "empty" } } as const;
  const told: number[] = [];
  const report = (progress: number) => told.push(progress);
  const found = await createDemonstrationEngine(contacts.layOut).predict(asked, { signal, report });
  return { found, told, smiles: ligand.canonical_smiles };
}

async function bytesOf({ files }: Found, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.find((file: FoundFile) => file.name === name)!.open()) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function textOf(found: Found, name: string): Promise<string> {
  return (await bytesOf(found, name)).toString();
}

/** Places of the atoms of one name. */
function placesOf(mmcif: string, group: string, name?: string) {
  const rows = mmcif.split("\n").map((line) => line.split(" "));
  return rows
    .filter((row) => row[0] === group && (name === undefined || row[3] === name))
    .map((row) => row.slice(10, 13).map(Number) as [number, number, number]);
}

const apart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((value, axis) => value - b[axis]!));

test("a demonstration says that it is one, in the result and in every file that can", async () => {
  const { found, told } = await demonstrated(ubiquitin, "CC(=O)Oc1ccccc1C(=O)O", {
    diffusion_samples: 2,
    seed: 7,
  });
  const { files, confidences, version, ...figures } = found;
  assert.equal(figures.simulated, true);
  assert.match(figures.warnings[0]!, /^These numbers are invented/);
  assert.deepEqual(figures.provenance, { seed: 7 });
  assert.deepEqual(files.map(({ name }) => name).sort(), [
    "affinity.json",
    ...["confidence_0.json", "confidence_1.json", "model_0.cif", "model_1.cif"],
    ...["pae_0.npz", "pae_1.npz", "pde_0.npz", "pde_1.npz", "plddt_0.npz", "plddt_1.npz"],
  ]);
  assert.match(
    await textOf(found, "model_0.cif"),
    /^# INVENTED .*\n.*_struct.title '[^']*invented/s,
  );
  for (const name of ["affinity.json", "confidence_1.json"]) {
    assert.equal(JSON.parse(await textOf(found, name)).simulated, true);
  }
  const { confidence_score } = JSON.parse(await textOf(found, "confidence_1.json"));
  assert.equal(confidence_score, confidences[1]);
  assert.equal(told.at(-1), 1);
  const { affinity_pred_value1 } = JSON.parse(await textOf(found, "affinity.json"));
  assert.equal(affinity_pred_value1, figures.members![0]!.affinity_pred_value);
  predictionResult.partial().parse(figures);
});

test("its structure is a protein's backbone with the ligand on it", async () => {
  const { found, smiles } = await demonstrated(ubiquitin, "CC(=O)Oc1ccccc1C(=O)O");
  const mmcif = await textOf(found, "model_0.cif");
  const alphas = placesOf(mmcif, "ATOM", "CA");
  assert.equal(alphas.length, 76);
  for (const [i, place] of alphas.slice(1).entries()) {
    assert(Math.abs(apart(place, alphas[i]!) - 3.8) < 0.1);
  }
  const ligand = placesOf(mmcif, "HETATM");
  assert.equal(ligand.length, 13);
  const protein = placesOf(mmcif, "ATOM");
  assert.equal(protein.length, 5 * 76 - 6);
  // Mol* reads it, and knows the ligand again.
  const touching = await contacts.find({ mmcif, ligandChain: "L", smiles });
  assert(touching.every(({ residue }) => residue.startsWith("P:")));
});

test("the ligand of every example touches every protein, and nothing is in its way", async () => {
  for (const protein of examples.proteins) {
    for (const ligand of examples.ligands) {
      const { found, smiles } = await demonstrated(protein.sequence, ligand.smiles);
      const mmcif = await textOf(found, "model_0.cif");
      const pair = `${protein.name} and ${ligand.name}`;
      const touching = await contacts.find({ mmcif, ligandChain: "L", smiles });
      assert(touching.length > 0, `${pair} have no contact`);
      const places = placesOf(mmcif, "ATOM");
      const distances = placesOf(mmcif, "HETATM").flatMap((a) => places.map((b) => apart(a, b)));
      const nearest = Math.min(...distances);
      assert(nearest > 2.7 && nearest < 3.6, `${pair}: ${nearest} Å`);
    }
  }
});

test("the largest ligand and the smallest protein have a pose, too", async () => {
  for (const [sequence, smiles] of [
    ["A".repeat(300), "C".repeat(128)],
    ["G", "C"],
  ] as const) {
    const { found } = await demonstrated(sequence, smiles, { diffusion_samples: 2 });
    const places = placesOf(await textOf(found, "model_1.cif"), "HETATM");
    assert.equal(places.length, smiles.length);
    assert(places.flat().every(Number.isFinite));
  }
});

test("the same question is answered with the same bytes, another with others", async () => {
  const models = await Promise.all(
    [1, 1, 2].map(async (seed) => {
      const { found } = await demonstrated("ACDEFGHIKLMNPQRSTVWXY", "CCO", { seed });
      return Promise.all(["model_0.cif", "pae_0.npz"].map((name) => bytesOf(found, name)));
    }),
  );
  assert.deepEqual(models[0], models[1]);
  assert.notDeepEqual(models[0], models[2]);
});

test("NumPy reads its arrays, one row for each residue and atom", {
  skip: withoutNumpy,
}, async () => {
  const { found } = await demonstrated(ubiquitin, "CCO");
  const read = `
import base64, io, json, sys
import numpy as np
files = json.load(sys.stdin)
arrays = {name: np.load(io.BytesIO(base64.b64decode(text)))[name] for name, text in files.items()}
print(json.dumps({name: [list(a.shape), str(a.dtype), float(a.min()), float(a.max())] for name, a in arrays.items()}))
`;
  const files = await Promise.all(
    ["pae", "pde", "plddt"].map(async (name) => {
      return [name, (await bytesOf(found, `${name}_0.npz`)).toString("base64")];
    }),
  );
  const arrays = askPython(read, [], JSON.stringify(Object.fromEntries(files)));
  const { pae, pde, plddt } = arrays as Record<string, [number[], string, number, number]>;
  for (const [shape, dtype, least, most] of [pae!, pde!]) {
    assert.deepEqual([shape, dtype, least], [[79, 79], "float32", 0.25]);
    assert(most <= 32);
  }
  const [shape, dtype, least, most] = plddt!;
  assert.deepEqual([shape, dtype], [[79], "float32"]);
  assert(least > 0.2 && most < 1);
});

test("what it leaves out it says, and a large one has no matrices", async () => {
  const { found } = await demonstrated("A".repeat(1024), "CCO", {
    complex: { sequences: [{ ligand: { id: "M", ccd: "MG" } }] },
  });
  assert.deepEqual(
    found.files.map(({ name }) => name),
    ["model_0.cif", "confidence_0.json", "plddt_0.npz", "affinity.json"],
  );
  assert.match(found.warnings[1]!, /the protein and the ligand alone/);
  assert.match(found.warnings[2]!, /no PAE and no PDE/);
});

test("it ends when it is called off", async () => {
  const gone = new AbortController();
  const asked = demonstrated("A".repeat(4000), "CCO", { signal: gone.signal });
  setTimeout(() => gone.abort(new Error("Enough.")), 20);
  await assert.rejects(asked, /Enough/);
});
