import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import type { JobFailure } from "#src/jobs/failure.ts";
import { type NimStandIn, nimAnswer, startNim } from "../../../test/support/nim-server.ts";
import { sendJson } from "../../../test/support/stand-in.ts";
import { affinityOf } from "../affinity.ts";
import type { Found, PreparedPrediction } from "../predicting/engine.ts";
import { predictionRequest } from "../request.ts";
import type { GoodLigand } from "../validation.ts";
import { createNim, type NimOptions } from "./nim.ts";

const apiKey = "nvapi-secret";
const a3m = ">q\nMKVLAAGIW\n>h\nMKV---GIW\n";

function prepared(
  further: object = {},
  alignment: PreparedPrediction["alignment"] = { source: "empty" },
) {
  const ligand = { smiles: "OCC", id: "L" };
  const protein = { sequence: "MKVLAAGIW" };
  const request = predictionRequest.parse({ protein, ligand, engine: "nim", ...further });
  // All that a NIM is told of it.
  const read = { canonical_smiles: "CCO" } as GoodLigand;
  return { id: "one", owner: "me", request, ligand: read, alignment };
}

async function bench(t: TestContext, options: Partial<NimOptions> = {}) {
  const nim = await startNim(t);
  const engine = createNim({ url: nim.url, apiKey, pause: 5, ...options });
  return {
    nim,
    predict(asked: PreparedPrediction = prepared(), signal = new AbortController().signal) {
      return engine.predict(asked, { signal, report() {} });
    },
  };
}

const bodyOf = ({ asked }: NimStandIn) => asked[0]?.body as Record<string, unknown>;

async function textOf({ files }: Found, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.find((file) => file.name === name)!.open()) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

test("a request becomes the NIM's, with Boltz-2's own step scale", async (t) => {
  const { nim, predict } = await bench(t);
  const complex = {
    sequences: [
      { protein: { id: ["C", "D"], sequence: "ACDE", msa: ">q\nACDE\n", cyclic: true } },
      { dna: { id: "E", sequence: "ACGT", modifications: [{ position: 1, ccd: "6OG" }] } },
      { ligand: { id: "F", ccd: "HEM" } },
    ],
    constraints: [
      { pocket: { binder: "L", contacts: [["A", 3]] } },
      { bond: { atom1: ["A", 1, "CA"], atom2: ["F", 1, "FE"] } },
    ],
  };
  await predict(prepared({ complex }, { source: "given", a3m }));
  const msa = (alignment: string) => ({ retort: { a3m: { alignment, format: "a3m", rank: 0 } } });
  const copy = { molecule_type: "protein", sequence: "ACDE", cyclic: true, msa: msa(">q\nACDE\n") };
  assert.deepEqual(bodyOf(nim), {
    polymers: [
      { id: "A", molecule_type: "protein", sequence: "MKVLAAGIW", msa: msa(a3m) },
      { id: "C", ...copy },
      { id: "D", ...copy },
      {
        id: "E",
        molecule_type: "dna",
        sequence: "ACGT",
        modifications: [{ position: 1, ccd: "6OG" }],
      },
    ],
    ligands: [
      { id: "L", smiles: "CCO", predict_affinity: true },
      { id: "F", ccd: "HEM" },
    ],
    constraints: [
      { constraint_type: "pocket", binder: "L", contacts: [{ id: "A", residue_index: 3 }] },
      {
        constraint_type: "bond",
        atoms: [
          { id: "A", residue_index: 1, atom_name: "CA" },
          { id: "F", residue_index: 1, atom_name: "FE" },
        ],
      },
    ],
    recycling_steps: 3,
    sampling_steps: 200,
    diffusion_samples: 1,
    step_scale: 1.5,
    without_potentials: true,
    sampling_steps_affinity: 200,
    diffusion_samples_affinity: 5,
    affinity_mw_correction: false,
    output_format: "mmcif",
  });
  assert.equal(nim.asked[0]?.headers.authorization, `Bearer ${apiKey}`);
});

test("without an alignment none is sent, and potentials are where they are asked for", async (t) => {
  const { nim, predict } = await bench(t);
  await predict(prepared({ use_potentials: true }));
  const { polymers, without_potentials } = bodyOf(nim);
  assert.deepEqual(polymers, [{ id: "A", molecule_type: "protein", sequence: "MKVLAAGIW" }]);
  assert.equal(without_potentials, false);
});

test("what it found is told in Boltz's words, the best structure first", async (t) => {
  const { nim, predict } = await bench(t);
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
  const { nim, predict } = await bench(t);
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
    const { nim, predict } = await bench(t);
    nim.told.push(changed(change));
    await assert.rejects(predict(), { code: "nim_invalid", retry: false, message: says });
  });
}

const status = (code: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(code).end(typeof body === "string" ? body : JSON.stringify(body));

interface Fault {
  readonly name: string;
  readonly told: (response: ServerResponse) => void;
  readonly code: string;
  readonly retry: boolean;
  readonly says: RegExp;
}

const faults: Fault[] = [
  {
    name: "fields that it refuses",
    told: status(422, {
      detail: [
        { loc: ["body", "ligands", 0, "smiles"], msg: "Invalid SMILES", type: "value_error" },
      ],
    }),
    code: "nim_refused",
    retry: false,
    says: /^The NIM 127\.0\.0\.1:\d+ refuses this: ligands\.0\.smiles: Invalid SMILES\.$/,
  },
  {
    name: "words with the key in them",
    told: status(400, `Bad key ${apiKey} of yours`),
    code: "nim_refused",
    retry: false,
    says: /refuses this: Bad key … of yours\.$/,
  },
  {
    name: "a key that it refuses",
    told: status(401, { detail: "Unauthorized" }),
    code: "nim_credentials",
    retry: false,
    says: /refuses the key \(NIM_API_KEY\)\.$/,
  },
  {
    name: "its own failure",
    told: status(500, { detail: "CUDA out of memory" }),
    code: "nim_failed",
    retry: true,
    says: /failed: CUDA out of memory\.$/,
  },
  {
    name: "another address",
    told: status(404, "<html>"),
    code: "nim_invalid",
    retry: false,
    says: /answers 404: is NIM_URL right\?$/,
  },
  {
    name: "a redirection, which would take the key elsewhere",
    told: (response) => void response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
    code: "nim_invalid",
    retry: false,
    says: /answers 307/,
  },
  {
    name: "no JSON",
    told: status(200, '{"structures": [NaN]}'),
    code: "nim_invalid",
    retry: false,
    says: /it is no JSON\.$/,
  },
  {
    name: "a connection that is lost",
    told: (response) => void response.socket?.destroy(),
    code: "nim_away",
    retry: true,
    says: /cannot be reached \(ECONNRESET\)\.$/,
  },
  {
    name: "an answer that breaks off",
    told: (response) => {
      response.writeHead(200, { "content-length": 1000 }).write("{");
      setImmediate(() => response.socket?.destroy());
    },
    code: "nim_away",
    retry: true,
    says: /cannot be reached/,
  },
  {
    name: "a time to wait that is too long",
    told: (response) => void response.writeHead(429, { "retry-after": "600" }).end(),
    code: "nim_busy",
    retry: true,
    says: /takes no more for now: it answers 429\.$/,
  },
  {
    name: "a 202 of which nobody knows where to ask",
    told: (response) => void response.writeHead(202, { "nvcf-reqid": "abc" }).end(),
    code: "nim_invalid",
    retry: false,
    says: /202/,
  },
];

for (const { name, told, code, retry, says } of faults) {
  test(`${name}: ${code}`, async (t) => {
    const { nim, predict } = await bench(t);
    nim.told.push(told);
    await assert.rejects(predict(), (error: JobFailure) => {
      assert.deepEqual([error.name, error.code, error.retry], ["JobFailure", code, retry]);
      assert.match(error.message, says);
      return true;
    });
    assert.equal(nim.asked.length, 1);
  });
}

test("a NIM that is busy is asked again, three times in all", async (t) => {
  const { nim, predict } = await bench(t);
  nim.told.push(status(503, { detail: "loading" }), status(429, ""));
  assert.equal((await predict()).engine, "nim");
  nim.told.push(...Array.from({ length: 3 }, () => status(503, { detail: "loading" })));
  await assert.rejects(predict(), { code: "nim_busy", message: /for now: loading\.$/ });
  assert.equal(nim.asked.length, 6);
});

test("a prediction that was accepted is asked for under its id", async (t) => {
  const nim = await startNim(t);
  const engine = createNim({ url: `${nim.url}/`, pause: 5, statusUrl: `${nim.url}/status/` });
  let first: unknown;
  nim.told.push(
    (response, body) => {
      first = body;
      response.writeHead(202, { "nvcf-reqid": "abc-1" }).end();
    },
    (response) => void response.writeHead(202).end(),
    (response) => sendJson(response, 200, nimAnswer(first)),
  );
  const found = await engine.predict(prepared(), { signal: t.signal, report() {} });
  assert.equal(found.affinity_pred_value, -1);
  assert.deepEqual(
    nim.asked.map(({ method, path }) => `${method} ${path}`),
    ["POST /biology/mit/boltz2/predict", "GET /status/abc-1", "GET /status/abc-1"],
  );
  assert.equal(nim.asked[0]?.headers.authorization, undefined, "there is no key");
});

test("whoever calls off is free at once, and the NIM sees it", async (t) => {
  const { nim, predict } = await bench(t);
  const control = new AbortController();
  const [asked, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  nim.told.push((response) => {
    response.on("close", () => left.resolve());
    asked.resolve();
  });
  const prediction = predict(prepared(), control.signal);
  await asked.promise;
  control.abort(new Error("Enough."));
  await assert.rejects(prediction, { message: "Enough." });
  await left.promise;
});

test("a NIM that never answers, and one that is not there, may be tried again", async (t) => {
  const { nim, predict } = await bench(t, { timeoutSeconds: 0.1 });
  nim.told.push(() => {});
  await assert.rejects(predict(), { code: "nim_away", retry: true, message: /within 0\.1 s/ });
  const nobody = createNim({ url: "http://127.0.0.1:9" });
  await assert.rejects(nobody.predict(prepared(), { signal: t.signal, report() {} }), {
    code: "nim_away",
    retry: true,
    message: /^The NIM 127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)\.$/,
  });
});
