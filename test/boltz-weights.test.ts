/** Boltz's weights: what is there of them, and their first download. */
import assert from "node:assert/strict";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { warmUp } from "#src/affinity/boltz/warm-up.ts";
import { checkpointHashes, lookAtWeights } from "#src/affinity/boltz/weights.ts";
import { standInBoltz } from "./support/boltz.ts";
import { newFolder } from "./support/folder.ts";

test("whoever comes first downloads, and the others find it done", async (t) => {
  const folder = await newFolder(t);
  const cache = join(folder, "cache");
  const installation = standInBoltz({ downloads: "whole" }, cache);
  await Promise.all([1, 2, 3].map((n) => warmUp(installation, join(folder, `run-${n}`))));
  assert.equal(await readFile(join(cache, "downloads"), "utf8"), "x");
  const states = (await lookAtWeights(cache)).map(({ name, size, state }) => [name, size, state]);
  assert.deepEqual(states, [
    ["boltz2_conf.ckpt", 100, "whole"],
    ["boltz2_aff.ckpt", 100, "whole"],
    ["mols.tar", 10_240, "whole"],
    ["mols", 1, "whole"],
  ]);
});

test("a download that breaks off leaves nothing that would pass for whole, and is begun anew", async (t) => {
  const folder = await newFolder(t);
  const cache = join(folder, "cache");
  const broken = standInBoltz({ downloads: "cut_short" }, cache);
  const missing = { message: /: boltz2_aff\.ckpt is missing, mols is missing\.$/ };
  await assert.rejects(warmUp(broken, join(folder, "run")), missing);
  await warmUp(standInBoltz({ downloads: "whole" }, cache), join(folder, "run"));
  assert.equal(await readFile(join(cache, "downloads"), "utf8"), "xx");
});

test("what others left cut short is named, and not touched", async (t) => {
  const folder = await newFolder(t);
  const cache = join(folder, "cache");
  const installation = standInBoltz({ downloads: "whole" }, cache);
  await warmUp(installation, join(folder, "run"));
  await truncate(join(cache, "boltz2_aff.ckpt"), 50);
  const refused = { message: /boltz2_aff\.ckpt is cut short: delete it/ };
  await assert.rejects(warmUp(installation, join(folder, "run")), refused);
  await assert.rejects(warmUp(installation, join(folder, "run")), refused);
  assert.equal(await readFile(join(cache, "downloads"), "utf8"), "x");
});

test("a checkpoint's hash is that of its bytes as they are now", async (t) => {
  const cache = await newFolder(t);
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  const none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  await writeFile(join(cache, "boltz2_conf.ckpt"), "abc");
  await writeFile(join(cache, "boltz2_aff.ckpt"), "abc");
  const both = { "boltz2_conf.ckpt": abc, "boltz2_aff.ckpt": abc };
  assert.deepEqual(await checkpointHashes(cache), both);
  await truncate(join(cache, "boltz2_aff.ckpt"));
  assert.deepEqual(await checkpointHashes(cache), { ...both, "boltz2_aff.ckpt": none });
});
