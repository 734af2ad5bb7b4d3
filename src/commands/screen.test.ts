import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Screen, type ScreenLigand, screen, screenLigandPage } from "#src/affinity/screen.ts";
import { affinityUnits } from "#src/affinity/units.ts";
import { retort } from "#test/support/command.ts";
import { newFolder } from "#test/support/folder.ts";
import { sendJson, standIn } from "#test/support/stand-in.ts";

const id = "5a7d4a0e-2f5f-4a39-9a3c-7b0c4f3b2a11";
const jobId = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";
const at = "2026-11-21T05:00:00.000Z";

const found: Screen = screen.parse({
  screen_id: id,
  name: "two of three",
  protein: { sequence: "MKTAYIAK", id: "A" },
  options: {},
  engine: "demonstration",
  simulated: true,
  ligands: 3,
  counts: { given: 0, waiting: 0, rejected: 1, duplicate: 0, completed: 2, failed: 0 },
  job: {
    job_id: jobId,
    state: "completed",
    status: "completed",
    progress: 100,
    estimated_completion: null,
    message: "",
    error: null,
    created_at: at,
    started_at: at,
    finished_at: at,
  },
  created_at: at,
});

const ranked = [
  { place: 2, name: "caffeine", smiles: "Cn1c(=O)c2c(ncn2C)n(C)c1=O", y: -1 },
  { place: 1, name: "", smiles: "CCO", y: 2 },
].map(
  ({ y, ...ligand }, index): ScreenLigand => ({
    ...ligand,
    state: "completed",
    reasons: [],
    canonical_smiles: ligand.smiles,
    rank: index + 1,
    affinity_pred_value: y,
    affinity_probability_binary: 0.5,
    ...affinityUnits(y),
    spread: 0.25,
    simulated: true,
  }),
);

const rejected = Array.from({ length: 12 }, (_, index): ScreenLigand => {
  const reasons = [{ message: "It is no SMILES.", position: 0 }, { message: "It is\nnothing." }];
  const name = index === 1 ? "" : `bad${index + 1}`;
  return { place: index + 1, name, smiles: "x", state: "rejected", reasons };
});

type Counts = Screen["counts"];

/** A server with one screen, whose job ends as `state` says; what it was asked. */
async function serverWith(t: TestContext, state = "completed", counts: Partial<Counts> = {}) {
  const shown: Screen = { ...found, counts: { ...found.counts, ...counts } };
  const asked: { readonly what: string; readonly body: unknown }[] = [];
  const error = state === "failed" ? { code: "out_of_memory", message: "Too large." } : null;
  const job = { id: jobId, kind: "screen", state, progress: 100, error };
  const url = await standIn(t, async (request, response) => {
    const text = Buffer.concat(await Array.fromAsync(request)).toString();
    const what = `${request.method} ${request.url}`;
    asked.push({ what, body: text && JSON.parse(text) });
    if (what === "POST /screens" || what === `POST /screens/${id}/resume`) {
      sendJson(response, 202, { ...job, screen_id: id });
    } else if (what === `GET /jobs/${jobId}/events`) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { state, progress: 1, message: "2 of 2", attempt: 1, at };
      response.end(`id: 1\ndata: ${JSON.stringify(event)}\n\n`);
    } else if (what === `GET /jobs/${jobId}`) {
      sendJson(response, 200, job);
    } else if (what.startsWith("GET /screens/") && what.includes("/ligands?")) {
      const { searchParams } = new URL(request.url!, "http://x");
      const all = searchParams.get("state") === "rejected" ? rejected : ranked;
      const { rejected: count, completed } = shown.counts;
      const most = Math.min(
        Number(searchParams.get("limit")),
        all === rejected ? count : completed,
      );
      const page = { ligands: all.slice(0, most), next: null };
      sendJson(response, 200, screenLigandPage.parse(page));
    } else if (what.includes("/results.")) {
      response.writeHead(200, { "content-type": "text/csv" }).end("rank,name\n1,caffeine\n");
    } else if (request.method === "DELETE") {
      response.writeHead(204).end();
    } else if (what.startsWith("GET /screens?")) {
      sendJson(response, 200, { screens: [found], next: "older" });
    } else {
      sendJson(response, 200, shown);
    }
  });
  return { url, asked };
}

test("a file is sent with how it is written, and the best is shown", async (t) => {
  const { url, asked } = await serverWith(t);
  const folder = await newFolder(t);
  const [file, csv] = [join(folder, "some.smi"), join(folder, "out.csv")];
  await writeFile(file, "CCO\nCn1c(=O)c2c(ncn2C)n(C)c1=O caffeine\nx\n");
  const words = [file, "--protein=MKTAYIAK", "--engine=demonstration", "--name=two of three"];
  const output = ["--csv", csv, "--server", url];
  const { status, stdout, stderr } = await retort("screen", ...words, ...output);
  assert.equal(status, 0, stderr);
  assert.deepEqual(asked[0], {
    what: "POST /screens",
    body: {
      protein: { sequence: "MKTAYIAK" },
      engine: "demonstration",
      ligands: await readFile(file, "utf8"),
      format: "smiles",
      name: "two of three",
    },
  });
  const lines = stdout
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/ {2,}/));
  assert.deepEqual(lines, [
    ["DEMONSTRATION: these numbers are invented. No model ran."],
    ["RANK", "NAME", "IC50", "PIC50", "BINDS", "SPREAD", "SMILES"],
    ["1", "caffeine", "100 nM", "7.00", "0.50", "0.25", "Cn1c(=O)c2c(ncn2C)n(C)c1=O"],
    ["2", "at 1", "100 µM", "4.00", "0.50", "0.25", "CCO"],
  ]);
  assert.match(stderr, /^Of 3 ligands: 2 predicted, 1 rejected\.$/m);
  assert.match(stderr, /^Rejected: bad1: It is no SMILES\. It is nothing\.$/m);
  assert.equal(await readFile(csv, "utf8"), "rank,name\n1,caffeine\n");
});

test("a screen that ends before its time shows what was found, and the status is 1", async (t) => {
  const { url } = await serverWith(t, "failed");
  const { status, stdout, stderr } = await retort("screens", "watch", id, "-q", "--server", url);
  assert.deepEqual([status, stderr], [1, `Job ${jobId} failed: Too large.\n`]);
  assert.match(stdout.toString(), /^ +1 {2}caffeine/m);
});

test("of a screen without a result it is said why, also quietly, and the status is 1", async (t) => {
  const { url, asked } = await serverWith(t, "completed", { completed: 0, rejected: 12 });
  const { status, stdout, stderr } = await retort("screens", "watch", id, "-q", "--server", url);
  assert.deepEqual([status, stdout.toString()], [1, ""]);
  const lines = stderr.trim().split("\n");
  assert.equal(lines[0], "Rejected: bad1: It is no SMILES. It is nothing.");
  assert.equal(lines[1], "Rejected: at 2: It is no SMILES. It is nothing.");
  assert.deepEqual([lines.length, lines[10]], [11, "and 2 more"]);
  const place = `GET /screens/${id}/ligands?state=rejected&order=place&limit=10`;
  assert(asked.some(({ what }) => what === place));
});

test("a screen of which every prediction failed has no result either", async (t) => {
  const { url } = await serverWith(t, "completed", { completed: 0, rejected: 0, failed: 3 });
  const { status, stderr } = await retort("screens", "watch", id, "--server", url);
  assert.equal(status, 1);
  assert.match(stderr, /^Of 3 ligands: 3 failed\.$/m);
});

test("screens are listed, shown, stopped, gone on with and deleted", async (t) => {
  const { url, asked } = await serverWith(t);
  const said = async (...words: string[]) =>
    (await retort("screens", ...words, "--server", url)).stdout.toString();
  const all = await Promise.all([
    said("list", "--limit=1"),
    said("show", id),
    said("results", id, "--format=jsonl"),
    said("stop", id),
    said("resume", id),
    said("delete", id),
  ]);
  const [list, show, results, ...done] = all;
  assert.match(list!, new RegExp(`^ID.*\n${id}  completed +3 +2 `));
  assert.match(show!, /^state {5}completed\nligands {3}3: 2 predicted, 1 rejected$/m);
  assert.equal(results, "rank,name\n1,caffeine\n");
  assert.deepEqual(done, [
    `Screen ${id} is stopped.\n`,
    `Screen ${id} goes on, as job ${jobId}: retort screens watch ${id}\n`,
    `Screen ${id} is deleted.\n`,
  ]);
  assert.deepEqual(asked.map(({ what }) => what).toSorted(), [
    `DELETE /screens/${id}`,
    `GET /screens/${id}`,
    `GET /screens/${id}/ligands?state=completed&limit=10`,
    `GET /screens/${id}/results.jsonl`,
    "GET /screens?limit=1",
    `POST /screens/${id}/resume`,
    `POST /screens/${id}/stop`,
  ]);
});

test("what is wrong with a list is said with its line, and all else that is wrong", async (t) => {
  const file = join(await newFolder(t), "some.csv");
  await writeFile(file, "smiles,name\nCCO\n");
  const bad = await retort("screen", file, "--seed=x");
  assert.equal(bad.status, 2);
  assert.deepEqual(bad.stderr.trim().split("\n"), [
    `file: ${file}: Line 2: has 1 cell, but the heading has 2.`,
    '--seed: "x" is no number',
    "--protein: is needed; `retort examples` has some",
  ]);
  const strange = await retort("screen", "some.xlsx", "--detach", "--csv", file);
  assert.equal(strange.status, 2);
  assert.match(strange.stderr, /^--csv: .* is there already; --force replaces it$/m);
  assert.match(strange.stderr, /^--csv: is for what is waited for/m);
  const nowhere = await retort("screen", file, "--csv", join(file, "..", "no", "x.csv"));
  assert.match(nowhere.stderr, /^--csv: .*x\.csv cannot be written: there is no folder /m);
  assert.match(strange.stderr, /^--format: is needed: the name of some\.xlsx does not end/m);
});
