import assert from "node:assert/strict";
import { test } from "node:test";
import { ownPageOf } from "./own-page.ts";
import { ago, describeJob, describeRequest, duration, lastWord, percent } from "./wording.ts";

test("durations are as long as they need to be", () => {
  assert.deepEqual(
    [-5, 0, 420, 9949, 9950, 59_400, 59_600, 185_000, 3_599_499, 7_810_000].map(duration),
    ["0.0 s", "0.0 s", "0.4 s", "9.9 s", "10 s", "59 s", "1 min 00 s", "3 min 05 s"].concat([
      "59 min 59 s",
      "2 h 10 min",
    ]),
  );
});

test("what is past is told in the largest unit, a clock that is late or not", () => {
  const now = Date.parse("2026-11-21T05:00:00Z");
  const minutes = [-3, 0, 1, 59, 60, 23 * 60];
  assert.deepEqual(
    minutes.map((minute) => ago(now - 60_000 * minute, now)),
    ["just now", "just now", "1 min ago", "59 min ago", "1 h ago", "23 h ago"],
  );
  assert.match(ago(now - 3 * 86_400_000, now), /18/);
});

test("only what is done is 100 %", () => {
  assert.deepEqual([0, 0.005, 0.999, 1].map(percent), ["0 %", "0 %", "99 %", "100 %"]);
});

test("jobs of one kind are told apart", () => {
  const id = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";
  assert.equal(describeJob({ id, kind: "count", request: { to: 7 } }), "count to 7, 0b9d5a64");
  assert.equal(describeJob({ id, kind: "count", request: null }), "count, 0b9d5a64");
});

test("a sweep is told by its circuit, its points and its file", () => {
  const axes = [{ parameter: "R1", count: 20 }, { parameter: "C1" }];
  const request = { circuit: "R0-p(R1,C1)", axes, grid_size: 50, filename: "cell.npz", seed: 1 };
  assert.equal(describeRequest(request, "sweep"), "R0-p(R1,C1) · 1,000 points · cell.npz");
  assert.equal(describeRequest({ circuit: "R0" }, "sweep"), "R0 · 5 values each");
});

test("what has ended is not estimated", () => {
  const message = "Written 20.0 of 160.0 MB · 2 s left";
  assert.equal(lastWord({ kind: "sweep", state: "running", message }), message);
  assert.equal(
    lastWord({ kind: "sweep", state: "cancelled", message }),
    "Written 20.0 of 160.0 MB",
  );
});

test("a screen that has ended does nothing any more", () => {
  const said = (message: string) => lastWord({ kind: "screen", state: "cancelled", message });
  const none = "Demonstration, invented: 0 of 4 predicted";
  assert.equal(said(`${none} · Structure 1 of 4`), none);
  const best = "2 of 4 predicted · best 12 nM ((R)-a · b)";
  assert.deepEqual([said(best), said(`${best} · Starting Boltz`)], [best, best]);
  assert.equal(said("3 of 4 ligands read"), "3 of 4 ligands read");
});

test("a screen is told by its name, its size and its engine", () => {
  const request = { screen: "1b9d5a64", engine: "boltz", name: "Kinase hits", ligands: 120 };
  assert.equal(describeRequest(request, "screen"), "Kinase hits · 120 ligands");
  const unnamed = { ...request, engine: "demonstration", name: "1 ligand", ligands: 1 };
  assert.equal(describeRequest(unnamed, "screen"), "1 ligand · demonstration");
  assert.equal(describeRequest({ screen: "1b9d5a64", engine: "boltz" }, "screen"), "");
});

test("a request is told in one line", () => {
  assert.equal(describeRequest({ to: 100, interval: 0.05 }), "to 100 · interval 0.05");
  assert.equal(
    describeRequest({ sequence: "M".repeat(400), use_msa: true }),
    `sequence ${"M".repeat(31)}… · use msa true`,
  );
  assert.equal(describeRequest(null), "");
  assert.ok(
    describeRequest({ a: "x".repeat(40), b: "y".repeat(40), c: "z".repeat(40) }).length <= 90,
  );
});

test("a prediction is told by its protein's length and its ligand", () => {
  const request = {
    protein: { sequence: "MQIF", id: "A" },
    ligand: { smiles: "CC(=O)Oc1ccccc1C(=O)O", id: "B" },
    engine: "boltz",
  };
  const usual = "protein of 4 residues · CC(=O)Oc1ccccc1C(=O)O";
  assert.equal(describeRequest(request, "predict"), usual);
  const invented = { ...request, engine: "demonstration" };
  assert.equal(describeRequest(invented, "predict"), `${usual} · demonstration`);
  assert.equal(describeRequest(null, "predict"), "");
});

test("a job of the affinity instrument has a page of its own there", () => {
  const id = "0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";
  assert.deepEqual(ownPageOf({ id, kind: "predict", request: null }), { job: id });
  const screen = "1b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10";
  assert.deepEqual(ownPageOf({ id, kind: "screen", request: { screen } }), { screen });
  assert.equal(ownPageOf({ id, kind: "count", request: {} }), undefined);
});
