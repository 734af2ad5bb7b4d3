import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { newFolder } from "#test/support/folder.ts";
import { examineAffinity, examineBoltz, examineWeights } from "./affinity-examination.ts";
import { readConfig } from "./config.ts";

const standIn = fileURLToPath(new URL("../../test/support/boltz-stand-in.ts", import.meta.url));

async function examined(flags: Record<string, string>) {
  const findings = await Array.fromAsync(examineAffinity(readConfig(flags)));
  return new Map(findings.map(({ what, state, says }) => [what, [state, says] as const]));
}

test("without Boltz and the rest, their lack is told with what to do", async () => {
  const found = await examined({ BOLTZ_COMMAND: "/nowhere/boltz" });
  assert.deepEqual([...found.keys()], ["Boltz", "MSA server", "NIM"]);
  assert.deepEqual(
    [...found.values()].map(([state]) => state),
    ["lacks", "lacks", "lacks"],
  );
  assert.match(found.get("Boltz")![1], /pip install "boltz/);
});

test("with all of it, what is in use is told", async (context) => {
  const cache = await newFolder(context);
  const found = await examined({
    BOLTZ_COMMAND: `${process.execPath} ${standIn}`,
    BOLTZ_CACHE: cache,
    MSA_SERVER_URL: "https://msa.example/api",
    NIM_URL: "http://nim.example:8000",
  });
  assert.equal(found.get("Boltz")![0], "works");
  assert.equal(found.get("Weights")![0], "lacks");
  assert.match(found.get("Weights")![1], /boltz2_conf\.ckpt.*the first prediction downloads them/);
  assert.match(found.get("MSA server")![1], /^https:\/\/msa\.example: /);
  assert.match(found.get("NIM")![1], /^http:\/\/nim\.example:8000: /);

  const other = await examined({ BOLTZ_COMMAND: `${process.execPath} --version` });
  assert.equal(other.get("Boltz")![0], "fails");
});

test("what Boltz computes on, and which weights are cut short", () => {
  const probe = { state: "usable", version: "2.2.1" } as const;
  const config = { BOLTZ_COMMAND: "boltz", BOLTZ_ACCELERATOR: "auto" } as const;
  const gpus = [{ name: "NVIDIA L4", bytes: 24e9 }];
  assert.equal(
    examineBoltz({ ...probe, gpus }, config).says,
    "2.2.1 by boltz, on NVIDIA L4 with 24 GB",
  );
  for (const onCpu of [
    examineBoltz({ ...probe, gpus: [] }, config),
    examineBoltz({ ...probe, gpus }, { ...config, BOLTZ_ACCELERATOR: "cpu" }),
  ]) {
    assert.match(onCpu.says, /on the CPU: many times as slow/);
  }
  const whole = { name: "mols.tar", size: 9, state: "whole" } as const;
  const cut = { name: "boltz2_aff.ckpt", size: 9, state: "cut_short" } as const;
  assert.deepEqual(examineWeights([whole], "/cache"), {
    what: "Weights",
    state: "works",
    says: "all in /cache",
  });
  const finding = examineWeights([whole, cut], "/cache");
  assert.equal(finding.state, "fails");
  assert.match(finding.says, /^boltz2_aff\.ckpt in \/cache/);
});
