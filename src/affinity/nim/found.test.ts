/** What a NIM has found, and what of its answers is no result. */
import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import { apiKey, bodyOf, nimBench, prepared } from "#test/support/nim-bench.ts";
import { nimAnswer } from "#test/support/nim-server.ts";
import { sendJson } from "#test/support/stand-in.ts";
import { affinityOf } from "../affinity.ts";
import type { Found } from "../predicting/engine.ts";

async function textOf({ files }: Found, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.find((file) => file.name === name)!.open()) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

test("what it found is told in Boltz's words, the best structure first", async (t) => {
  const { nim, predict } = await nimBench(t);
  await using found = await predict(prepared({ diffusion_samples: 2 }));
  const { files, provenance, [Symbol.asyncDispose]: _, ...figures } = found;
  const { started_at, finished_at, ...from } = provenance;
  assert(Date.parse(started_at!) <= Date.parse(finished_at!));
  assert.deepEqual(from, { device: `NVIDIA NIM 1.8.0 at ${new URL(nim.url).host}` });
  assert.deepEqual(figures, {
    engine: "nim",
    version: "1.8.0",
    ...affinityOf({ affinity_pred_value: -1, affinity_probability_binary: 0.75 }, [
      { affinity_pred_value: -1.5, affinity_probability_binary: 0.7 },
      { affinity_pred_value: -0.5, affinity_probability_binary: 0.8 },
    ]),
    confidence_score: 0.81,
    ptm: 0.71,
    iptm: 0.61,
    ligand_iptm: 0.51,
    protein_iptm: 0.01,
    complex_plddt: 0.91,
    complex_iplddt: 0.86,
    complex_pde: 1.51,
    complex_ipde: 2.51,
    confidences: [0.81, 0.8],
    warnings: [],
  });
  assert.deepEqual(
    files.map(({ name }) => name),
    [
      "model_0.cif",
      "confidence_0.json",
      "model_1.cif",
      "confidence_1.json",
      "affinity.json",
      "input.json",
    ],
  );
  assert.match(await textOf(found, "model_0.cif"), /^data_model[\s\S]*# 1\n$/);
  assert.equal(JSON.parse(await textOf(found, "confidence_1.json")).ptm, 0.7);
  assert.deepEqual(JSON.parse(await textOf(found, "input.json")), bodyOf(nim));
  assert(!JSON.stringify(found).includes(apiKey));
});

type Answer = ReturnType<typeof nimAnswer>;

/** Answers with its own answer, changed. */
function changed(change: (answer: Answer) => object) {
  return (response: ServerResponse, body: unknown) =>
    sendJson(response, 200, change(nimAnswer(body)));
}

test("what it does not tell is absent, and so is what is in another unit", async (t) => {
  const { nim, predict } = await nimBench(t);
  nim.told.push(
    changed(({ structures }) => ({
      structures,
      complex_plddt_scores: [91],
      ptm_scores: null,
      affinities: { L: { affinity_pred_value: [0.5], affinity_probability_binary: [0.1] } },
    })),
  );
  const found = await predict();
  const absent = ["members", "spread", "confidence_score", "ptm", "complex_plddt"] as const;
  for (const name of absent) assert(!(name in found), name);
  assert.deepEqual(found.confidences, [undefined]);
  assert.equal(found.pic50, 5.5);
});

const invalid: [name: string, change: (answer: Answer) => object, says: RegExp][] = [
  [
    "no affinity of the ligand",
    (all) => ({ ...all, affinities: {} }),
    /no affinity of the ligand `L`/,
  ],
  ["fewer structures", (all) => ({ ...all, structures: [] }), /`structures`/],
  [
    "a structure without atoms",
    (all) => ({ ...all, structures: [{ format: "mmcif", structure: "data_x" }] }),
    /structure 1: There are no atoms/,
  ],
  [
    "text for a number",
    (all) => ({ ...all, affinities: { L: { ...all.affinities.L, affinity_pred_value: ["-1"] } } }),
    /`affinities\.L\.affinity_pred_value\.0`/,
  ],
  [
    "a probability of two",
    (all) => ({
      ...all,
      affinities: { L: { ...all.affinities.L, affinity_probability_binary: [2] } },
    }),
    /is no probability/,
  ],
];

for (const [name, change, says] of invalid) {
  test(`${name} is no result`, async (t) => {
    const { nim, predict } = await nimBench(t);
    nim.told.push(changed(change));
    await assert.rejects(predict(), { code: "nim_invalid", retry: false, message: says });
  });
}
