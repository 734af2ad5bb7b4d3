import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { examples } from "#src/affinity/examples.ts";
import { retort, start } from "#test/support/command.ts";
import { foundPrediction as result } from "#test/support/prediction.ts";
import { sendJson, standIn } from "#test/support/stand-in.ts";
import { predictionLines } from "./prediction-text.ts";

const id = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";
const at = "2026-11-21T05:00:00.000Z";
const structure = "data_model\n";

const ubiquitin = examples.proteins.find(({ name }) => name === "Ubiquitin")!.sequence;

interface Served {
  readonly state?: string;
  readonly refuses?: {
    readonly status: number;
    readonly detail: string;
    readonly errors: unknown[];
  };
}

/** A server with one prediction; what it was asked. */
async function serverWith(t: TestContext, served: Served = {}) {
  const { state = "completed", refuses } = served;
  const asked: { readonly what: string; readonly body: unknown }[] = [];
  const error = state === "failed" ? { code: "out_of_memory", message: "It is too large." } : null;
  const job = { id, kind: "predict", state, progress: 100, error };
  const url = await standIn(t, async (request, response) => {
    const text = Buffer.concat(await Array.fromAsync(request)).toString();
    asked.push({ what: `${request.method} ${request.url}`, body: text && JSON.parse(text) });
    const path = request.url!.replace(`/jobs/${id}`, "");
    if (path === "/predict") {
      if (refuses) sendJson(response, refuses.status, { title: "Refused", ...refuses });
      else sendJson(response, 202, { ...job, state: "queued", progress: 0 });
    } else if (path === "/events") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { state, progress: 1, message: "", attempt: 1, at };
      response.end(`id: 1\ndata: ${JSON.stringify(event)}\n\n`);
    } else if (path === "/result") {
      sendJson(response, 200, result);
    } else if (path === "/files") {
      const sha256 = createHash("sha256").update(structure).digest("hex");
      const file = {
        name: "model_0.cif",
        size: structure.length,
        sha256,
        media_type: "chemical/x-cif",
      };
      sendJson(response, 200, { files: [{ ...file, url: `/jobs/${id}/files/model_0.cif` }] });
    } else if (path === "/files/model_0.cif") {
      response.writeHead(200, { "content-type": "chemical/x-cif" }).end(structure);
    } else {
      sendJson(response, 200, job);
    }
  });
  return { url, asked };
}

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "retort-predict-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const question = ["predict", "--protein", "Ubiquitin", "--ligand", "ASPIRIN"];

test("a prediction is asked for by examples' names, and told in units", async (t) => {
  const { url, asked } = await serverWith(t);
  const flags = ["--seed=7", "--use-potentials", "--engine=boltz", "--priority=-3"];
  const { status, stdout, stderr } = await retort(...question, ...flags, "--server", url);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^Ubiquitin\. A protein of 76 residues\.\nJob 0b9d5a64\S+; it goes on/);
  assert.deepEqual(asked[0], {
    what: "POST /predict",
    body: {
      protein: { sequence: ubiquitin },
      ligand: { smiles: "CC(=O)Oc1ccccc1C(=O)O" },
      use_potentials: true,
      seed: 7,
      engine: "boltz",
      priority: -3,
    },
  });
  assert.equal(stdout.toString(), `${predictionLines(result, {}).join("\n")}\n`);
});

test("a job that is there is waited for, and its files are brought", async (t) => {
  const { url, asked } = await serverWith(t);
  const folder = join(await newFolder(t), "files");
  const words = ["--job", id, "--files", folder, "--json", "--server", url];
  const { status, stdout, stderr } = await retort("predict", ...words);
  assert.equal(status, 0, stderr);
  assert.deepEqual(JSON.parse(stdout.toString()), result);
  assert.deepEqual(await readdir(folder), ["model_0.cif"]);
  assert.equal(await readFile(join(folder, "model_0.cif"), "utf8"), structure);
  assert.match(stderr, /Wrote 1 files?, 11 bytes, to /);
  assert(!asked.some(({ what }) => what.startsWith("POST")));
});

test("detached it prints the id; failed it says why, and the status is 1", async (t) => {
  const { url, asked } = await serverWith(t, { state: "failed" });
  const detached = await retort(...question, "--detach", "--server", url);
  assert.deepEqual([detached.status, detached.stdout.toString()], [0, `${id}\n`]);
  assert.equal(asked.length, 1);
  const { status, stdout, stderr } = await retort(...question, "--quiet", "--server", url);
  assert.deepEqual([status, stdout.length], [1, 0]);
  assert.equal(stderr, `Job ${id} failed: It is too large.\n`);
});

test("every bad flag is named before anything is asked", async () => {
  const words = ["--protein=M1K!", "--seed=x", "--recycling-steps=99", "--engine=gromacs"];
  const { status, stderr } = await retort("predict", ...words, "--msa=/nowhere", "--priority=high");
  assert.equal(status, 2);
  const flags = stderr
    .trim()
    .split("\n")
    .map((line) => line.split(":")[0]!);
  assert.deepEqual(flags.toSorted(), [
    "--engine",
    "--ligand",
    "--msa",
    "--priority",
    "--protein",
    "--recycling-steps",
    "--seed",
  ]);
  assert.match(stderr, /^--ligand: is needed; `retort examples` has some$/m);
});

test("flags that mean nothing beside others are usage errors", async () => {
  const { status, stderr } = await retort(
    "predict",
    "--job=7",
    "--seed=1",
    "--detach",
    "--files=x",
  );
  assert.equal(status, 2);
  assert.match(stderr, /^--files: is for what is waited for/m);
  assert.match(stderr, /^--seed: is for a new job/m);
  assert.match(stderr, /^--detach: is for a new job/m);
  const nameless = await retort("predict", "--job=7");
  assert.deepEqual([nameless.status, nameless.stderr.split('"')[0]], [2, "--job: "]);
});

test("what the server refuses is a flag", async (t) => {
  const errors = [{ path: "ligand.smiles", message: "no ring" }];
  const { url } = await serverWith(t, { refuses: { status: 422, detail: "One field.", errors } });
  const { status, stderr } = await retort(...question, "--quiet", "--server", url);
  assert.deepEqual([status, stderr], [2, "--ligand: no ring\n"]);
});

test("an engine that is away was expected: no log is pointed to", async (t) => {
  const refuses = { status: 503, detail: "No Boltz here.", errors: [], request_id: "r" };
  const { url } = await serverWith(t, { refuses });
  const { status, stderr } = await retort(...question, "--quiet", "--server", url);
  assert.deepEqual([status, stderr], [1, "No Boltz here.\n"]);
});

test("a protein comes by the standard input", async (t) => {
  const { url, asked } = await serverWith(t);
  const words = ["--protein", "-", "--ligand", "CCO", "--detach", "--server", url];
  const child = start(["predict", ...words], {}, ">mine\nMKTAYIAK\n");
  assert.equal((await child.outcome).status, 0);
  assert.deepEqual(asked[0]!.body, {
    protein: { sequence: ">mine\nMKTAYIAK\n" },
    ligand: { smiles: "CCO" },
  });
});
