import assert from "node:assert/strict";
import { test } from "node:test";
import { phases as boltzPhases } from "#src/affinity/boltz/log.ts";
import { progressOf } from "#src/affinity/predicting/boltz-progress.ts";
import { phasesOf, type Told } from "./phases.ts";

const told: Told = { state: "running", said: "", engine: "boltz", isAligned: false };

function now(change: Partial<Told>): string | undefined {
  return phasesOf({ ...told, ...change }).find(({ at }) => at === "now")?.name;
}

test("what was submitted is validated, and waits", () => {
  const phases = phasesOf({ ...told, state: "queued" });
  assert.deepEqual(
    phases.map(({ name, at }) => `${name} ${at}`),
    [
      "Validated done",
      "Waiting now",
      "Starting next",
      "Structure next",
      "Affinity next",
      "Storing next",
    ],
  );
});

test("every word of Boltz's driver is of a phase, and they come in order", () => {
  const names = boltzPhases.map((phase) => {
    const { message } = progressOf({
      phase,
      structures: 0,
      affinities: 0,
      of: 2,
      finished: [],
      fraction: 0,
      secondsLeft: undefined,
      rerun: undefined,
    });
    return now({ said: message });
  });
  assert.deepEqual([...new Set(names)], ["Starting", "Structure", "Affinity"]);
  assert.equal(now({ said: "Once more, alone (1 of 3): structure" }), "Structure");
});

test("what the job says around the engine is of a phase", () => {
  assert.equal(now({ said: "Reading the ligand" }), "Starting");
  assert.equal(now({ said: "Waiting for its turn" }), "Starting");
  assert.equal(now({ said: "Looking for contacts" }), "Storing");
  assert.equal(now({ said: "Keeping the files" }), "Storing");
});

test("an alignment that is asked for elsewhere is a phase of its own", () => {
  const said = ["Waiting for its turn at the MSA server", "Asking the MSA server example.org"];
  for (const word of said) assert.equal(now({ said: word, isAligned: true }), "Alignment");
});

test("work that says something else has begun", () => {
  assert.equal(now({ said: "Contemplating" }), "Starting");
  assert.equal(now({ said: "Asking the NIM", engine: "nim" }), "Predicting");
  assert.equal(now({ said: "Keeping the files", engine: "demonstration" }), "Storing");
});

test("a job put back waits, one that ended did so where it was, a completed one is through", () => {
  assert.equal(now({ state: "queued", said: "Structure 2 of 5" }), "Waiting");
  const failed = phasesOf({ ...told, state: "failed", said: "Structure 2 of 5" });
  assert.deepEqual(
    failed.find(({ at }) => at !== "done"),
    { name: "Structure", at: "failed" },
  );
  const cancelled = phasesOf({ ...told, state: "cancelled", said: "Structure 2 of 5" });
  assert.deepEqual(
    cancelled.find(({ at }) => at !== "done"),
    { name: "Structure", at: "cancelled" },
  );
  const completed = phasesOf({ ...told, state: "completed", said: "Keeping the files" });
  assert(completed.every(({ at }) => at === "done"));
});
