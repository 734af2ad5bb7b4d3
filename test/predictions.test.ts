/** Predictions over HTTP, from the request to the files, by the program that stands in for Boltz. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { test } from "node:test";
import { predictionResult } from "#src/affinity/result.ts";
import { eventually } from "./support/boltz-processes.ts";
import { databaseKinds, lackOf, newDatabase } from "./support/databases.ts";
import { lastFirst } from "./support/last-first.ts";
import { predictionApp, question } from "./support/prediction-app.ts";

for (const kind of databaseKinds) {
  test(`a prediction over HTTP (${kind})`, { skip: lackOf(kind) }, async (context) => {
    const ending = lastFirst(context);
    const { predict, ended, get } = await predictionApp(ending, await newDatabase(ending, kind));
    const submitted = await predict(
      { seed: 4, confidence_threshold: 0.9 },
      { "idempotency-key": "a" },
    );
    assert.equal(submitted.statusCode, 202, submitted.body);
    const { job_id, status } = submitted.json();
    assert.equal(status, "pending");
    assert.equal(submitted.headers.location, `/jobs/${job_id}`);
    const job = await ended(submitted);
    assert.deepEqual(
      [job.status, job.progress, job.engine, job.engine_version, job.kind, job.message],
      ["completed", 100, "boltz", "unknown", "predict", "100 nM, rather a binder than not"],
    );

    const result = predictionResult.parse((await get(`/jobs/${job_id}/result`)).json());
    assert.deepEqual(
      [result.affinity_pred_value, result.ic50_nm, result.pic50, result.spread],
      [-1, 100, 7, 1],
    );
    assert.equal(result.simulated, undefined);
    assert.deepEqual(result.ligand.canonical_smiles, "CCO");
    assert.equal(result.provenance.seed, 4);
    assert.equal(result.provenance.msa?.source, "empty");
    assert.match(result.warnings.join("\n"), /lower than the 0\.9[\s\S]*sequence alone/);
    assert.deepEqual(
      result.chains.map(({ id, kind }) => [id, kind]),
      [
        ["A", "protein"],
        ["B", "ligand"],
      ],
    );

    const { files } = (await get(`/jobs/${job_id}/files`)).json();
    const names = files.map(({ name }: { name: string }) => name);
    assert.deepEqual(names, [
      "affinity.json",
      "boltz.log",
      "confidence_0.json",
      "input.json",
      "model_0.cif",
      "pae_0.npz",
      "pde_0.npz",
      "plddt_0.npz",
    ]);
    for (const { url, sha256, size } of files) {
      const { rawPayload } = await get(url);
      assert.equal(rawPayload.length, size);
      assert.equal(createHash("sha256").update(rawPayload).digest("hex"), sha256);
    }
    const again = await predict({ seed: 4, confidence_threshold: 0.9 }, { "idempotency-key": "a" });
    assert.deepEqual([again.statusCode, again.json().job_id], [200, job_id]);
  });
}

test("what cannot be predicted is refused at once, with every field", async (context) => {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const { predict, get } = await predictionApp(ending, settings);
  const refused = async (asked: object) => {
    const { statusCode, body } = await predict(asked);
    assert.equal(statusCode, 422, body);
    return JSON.parse(body).errors.map(({ path }: { path: string }) => path);
  };
  assert.deepEqual(await refused({ ligand: { smiles: "C1CC" }, use_msa: true }), [
    "ligand.smiles",
    "use_msa",
  ]);
  assert.deepEqual(await refused({ protein: { sequence: "1HEW" }, seed: -1, flavour: 1 }), [
    "protein.sequence",
    "seed",
    "flavour",
  ]);
  const sequence = "A".repeat(2100);
  assert.deepEqual(
    await refused({ complex: { sequences: [{ protein: { id: ["C", "D"], sequence } }] } }),
    ["complex.sequences"],
  );
  const furtherLigand = { sequences: [{ ligand: { id: "C", smiles: "c1ccc" } }] };
  assert.deepEqual(await refused({ complex: furtherLigand }), [
    "complex.sequences.0.ligand.smiles",
  ]);
  assert.deepEqual(await refused({ msa: ">q\nMKT\n" }), ["msa"]);
  assert.deepEqual(await refused({ msa: ">q\nMKTAYIAKQRQISFVKSHFSRQ\n\0" }), ["msa"]);
  const zinc = { sequences: [{ ligand: { id: "C", smiles: "[Zn+2]" } }] };
  assert.deepEqual(await refused({ complex: zinc }), ["complex.sequences.0.ligand.smiles"]);
  const twice = { sequences: [{ ligand: { id: "C", smiles: "OCC" } }] };
  assert.deepEqual(await refused({ complex: twice }), ["complex.sequences.0.ligand.smiles"]);
  const named = { binder: "C", contacts: ["B", "C"].map((chain) => [chain, "C1"]) };
  const benzene = { ligand: { id: "C", smiles: "c1ccccc1" } };
  assert.deepEqual(
    await refused({ complex: { sequences: [benzene], constraints: [{ pocket: named }] } }),
    ["complex.constraints.0.pocket.contacts.0", "complex.constraints.0.pocket.contacts.1"],
  );
  assert.deepEqual((await get("/jobs")).json().jobs, []);
});

test("waiting for a result: the result, the failure, or the job", async (context) => {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const trouble = { outOfMemory: ["CCCC"], endless: ["CCCCC"] };
  const { predictNow, remove, get } = await predictionApp(ending, settings, { trouble });
  const good = await predictNow();
  assert.equal(good.statusCode, 200, good.body);
  assert.equal(predictionResult.parse(good.json()).engine, "boltz");

  const failed = await predictNow({ ligand: { smiles: "CCCC" } });
  assert.equal(failed.statusCode, 422);
  assert.match(failed.json().detail, /failed: The memory ran out.*22 residues/);
  const { files } = (await get(`${failed.headers.location}/files`)).json();
  assert.deepEqual(
    files.map(({ name }: { name: string }) => name),
    ["boltz.log", "input.json"],
  );
  assert.match((await get(files[0].url)).body, /ran out of memory/);
  const job = (await get(String(failed.headers.location))).json();
  assert.deepEqual([job.status, job.error.code, job.attempt], ["failed", "out_of_memory", 1]);

  const late = await predictNow({ ligand: { smiles: "CCCCC" } }, 0);
  assert.equal(late.statusCode, 202);
  const { job_id } = late.json();
  await eventually(async () => {
    const { message } = (await get(`/jobs/${job_id}`)).json();
    return message === "Structure" || undefined;
  });
  const cancelled = await remove(`/jobs/${job_id}`);
  assert.equal(cancelled.json().status, "cancelled");
  const next = await predictNow();
  assert.equal(next.statusCode, 200, "the next one is predicted");
});

test("what was put right in a sequence is said by the result", async (context) => {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const { predict, ended, found } = await predictionApp(ending, settings);
  const asked = { protein: { sequence: ">x\nmkt-ayiakqr 123*" }, engine: "demonstration" };
  const submitted = await predict(asked, { "idempotency-key": "b" });
  await ended(submitted);
  const { warnings, chains } = await found(submitted);
  assert.equal(chains[0]!.length, 10);
  assert.match(
    warnings.join(" "),
    /1 blank, 3 digits\. .*1 gap .* stop .* 10 letters in lower case/,
  );
  const again = await predict(asked, { "idempotency-key": "b" });
  assert.deepEqual([again.statusCode, again.json().job_id], [200, submitted.json().job_id]);
});

test("without a Boltz it says what to install; a demonstration is had by name, and says so", async (context) => {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const { predict, predictNow, get } = await predictionApp(ending, settings, {
    BOLTZ_COMMAND: "boltz-that-is-not-there",
  });
  await eventually(async () => (await predict()).statusCode === 503 || undefined);
  const { detail } = (await predict()).json();
  assert.match(detail, /pip install .*boltz/);
  const demonstration = await predictNow({ engine: "demonstration" });
  const result = predictionResult.parse(demonstration.json());
  assert.deepEqual([result.engine, result.simulated], ["demonstration", true]);
  assert.match(result.warnings[0]!, /invented/);
  const again = await predictNow({ engine: "demonstration" });
  assert.equal(again.json().affinity_pred_value, result.affinity_pred_value);
  const [{ message }] = (await get("/jobs")).json().jobs;
  assert.match(message, /^Demonstration, invented: /);
});

test("a connection may be silent for as long as it waits for a result", async (context) => {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const { app } = await predictionApp(ending, settings, { trouble: { endless: ["CCO"] } });
  const sockets: Socket[] = [];
  app.server.on("connection", (socket) => sockets.push(socket));
  const address = await app.listen({ port: 0 });
  const leaving = new AbortController();
  const answer = fetch(`${address}/predict/sync?wait=100`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
    signal: leaving.signal,
  });
  answer.catch(() => {});
  await eventually(async () => (sockets[0]?.timeout ?? 0) > 100_000 || undefined);
  leaving.abort();
  await assert.rejects(answer);
  const { jobs } = (await app.inject({ url: "/jobs" })).json();
  assert.notEqual(jobs[0].status, "cancelled", "the job goes on");
});
