import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { test } from "node:test";
import { newFolder } from "#test/support/folder.ts";
import { predictionFiles } from "./folder.ts";
import { openLog } from "./log.ts";
import { watch } from "./progress.ts";

test("an estimate goes down by the clock, and is none once it has proved too short", async (t) => {
  const folder = await newFolder(t);
  const records = ["a", "b"].map((id) => ({ id, samples: 1, affinity: false }));
  const log = openLog();
  let seconds = 0;
  const { look } = watch(folder, records, log, () => seconds * 1000);
  const left = async (at: number) => {
    seconds = at;
    return (await look()).secondsLeft;
  };
  log.take("stdout", "Running structure prediction for 2 inputs.\nPredicting DataLoader 0: 0%");
  assert.equal(await left(0), undefined);
  const [first] = predictionFiles(folder, "a", 1).structures;
  await mkdir(dirname(first!.pde), { recursive: true });
  await writeFile(first!.pde, "");
  assert.equal(await left(30), 30);
  assert.equal(await left(40), 20);
  assert.equal(await left(60), 0);
  assert.equal(await left(61), undefined);
});
