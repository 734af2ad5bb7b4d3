/** `retort predict` and `retort screen` with the server as it is, by the engine that needs no Boltz. */
import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { predictionResult } from "#src/affinity/result.ts";
import { openFile } from "#src/arrays/file-source.ts";
import { deleteScreen, jobFiles, type Screen } from "#src/client/index.ts";
import { wholeApp } from "./support/app.ts";
import { retort } from "./support/command.ts";
import { newFolder } from "./support/folder.ts";

const hooks: (() => unknown)[] = [];
const ending = { after: (hook: () => unknown) => void hooks.push(hook) };
let baseUrl: string;
let folder: string;

before(async () => {
  folder = await newFolder(ending);
  const { app } = await wholeApp(ending, { dataDir: join(folder, "data") }, { isWorker: true });
  baseUrl = await app.listen({ host: "127.0.0.1", port: 0 });
});

after(async () => {
  for (const hook of hooks.reverse()) await hook();
});

test("a prediction's result is printed, and its files are here as the server has them", async () => {
  const files = join(folder, "files");
  const question = ["predict", "--protein=ubiquitin", "--ligand=aspirin", "--engine=demonstration"];
  const output = ["--files", files, "--json", "--server", baseUrl];
  const { status, stdout, stderr } = await retort(...question, ...output);
  assert.equal(status, 0, stderr);
  const result = predictionResult.parse(JSON.parse(stdout.toString()));
  assert.equal(result.simulated, true);
  const told = await jobFiles(result.job_id, { baseUrl });
  assert.deepEqual((await readdir(files)).toSorted(), told.map(({ name }) => name).toSorted());
  for (const { name, size } of told) {
    await using source = await openFile(join(files, name));
    assert.equal(source.size, size, name);
  }
  assert.match(stderr, /completed 100 %/);
});

test("a screen ranks what can be predicted, and tells the rest", async () => {
  const [file, csv] = [join(folder, "ligands.csv"), join(folder, "table.csv")];
  const ligands = ["CC(=O)Oc1ccccc1C(=O)O,aspirin", "O=C(C)Oc1ccccc1C(O)=O,again", "C1CC,broken"];
  await writeFile(file, ["smiles,name", ...ligands, "CCO,ethanol"].join("\n"));
  const words = ["screen", file, "--protein=MKTAYIAKQR", "--engine=demonstration", "--csv", csv];
  const { status, stdout, stderr } = await retort(...words, "--server", baseUrl);
  assert.equal(status, 0, stderr);
  const id = /Screen (\S+); it goes on/.exec(stderr)![1]!;
  const shown = stdout.toString();
  assert.match(shown, /DEMONSTRATION: these numbers are invented/);
  assert.match(shown, /^ +1 {2}(aspirin|ethanol) .*\n +2 {2}(aspirin|ethanol) /m);
  assert.match(stderr, /Of 4 ligands: 2 predicted, 1 the same as another, 1 rejected\./);
  const states = (await readFile(csv, "utf8")).split("\n").map((line) => line.split(",")[5]);
  assert.deepEqual(states.filter(Boolean).toSorted(), [
    "completed",
    "completed",
    "duplicate",
    "rejected",
    "state",
  ]);
  const show = await retort("screens", "show", id, "--json", "--server", baseUrl);
  const screen: Screen = JSON.parse(show.stdout.toString());
  assert.deepEqual([screen.job?.state, screen.counts.completed], ["completed", 2]);
  await deleteScreen(id, { baseUrl });
  const gone = await retort("screens", "show", id, "--server", baseUrl);
  assert.equal(gone.status, 1);
});
