import assert from "node:assert/strict";
import { test } from "node:test";
import type { BoltzPresence } from "#src/affinity/boltz/presence.ts";
import { boltzHealth } from "./boltz-health.ts";

const usable: BoltzPresence = {
  state: "usable",
  version: "2.2.1",
  accelerator: "gpu",
  weights: "whole",
  says: "",
};
const useless = { version: null, accelerator: null, weights: null, says: "It lies in /srv/boltz" };

test("notes say what is amiss with Boltz and what to do, and name no path", () => {
  const cases: readonly (readonly [BoltzPresence | undefined, boolean, RegExp])[] = [
    [usable, true, /^$/],
    [{ ...usable, version: null, accelerator: "cpu" }, true, /^Boltz computes on a CPU/],
    [{ ...usable, weights: "missing" }, true, /download/],
    [{ ...usable, weights: "cut_short" }, true, /cut short/],
    [{ state: "looking", ...useless }, false, /looking/],
    [{ state: "absent", ...useless }, false, /pip install "boltz.*without \[cuda\]/],
    [{ state: "unsuitable", ...useless }, false, /retort doctor.*pip install "boltz/],
    [undefined, false, /^No worker/],
  ];
  for (const [presence, isAvailable, note] of cases) {
    const health = boltzHealth(presence);
    assert.equal(health.boltz_available, isAvailable);
    assert.match(health.notes.join(" "), note);
    assert.doesNotMatch(JSON.stringify(health), /srv/);
  }
});
