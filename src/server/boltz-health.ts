/** What health says of Boltz, by what the workers told. Anybody may read it: it names no path. */
import type { BoltzPresence } from "#src/affinity/boltz/presence.ts";
import { installAdvice } from "#src/affinity/install-command.ts";
import type { BoltzHealth } from "./answers.ts";

const notes = {
  unsaid:
    "No worker said lately what of Boltz it has: predictions by it are refused until one does.",
  looking: "A worker is looking for its Boltz.",
  absent: `No worker has Boltz. Install it there, and within the minute it is found: ${installAdvice}`,
  unsuitable: `No worker has a Boltz that can be used: \`retort doctor\` says there why. What is good: ${installAdvice}`,
  onCpu: "Boltz computes on a CPU: many times as slow as on a GPU, and less accurately.",
  missing:
    "Boltz's weights, some 6 GB, are not there yet: the first prediction waits for their download.",
  cut_short: "Boltz's weights are cut short: `retort doctor` says there which to delete.",
} as const;

/** Health of Boltz while the database, where workers tell of it, is away. */
export const unknownBoltz: BoltzHealth = {
  boltz_available: false,
  boltz_state: null,
  boltz_version: null,
  accelerator: null,
  weights: null,
  notes: [],
};

/**
 * Health of Boltz.
 * @param presence the best that a worker has; undefined if none told
 */
export function boltzHealth(presence: BoltzPresence | undefined): BoltzHealth {
  if (presence === undefined) return { ...unknownBoltz, notes: [notes.unsaid] };
  const { state, version, accelerator, weights } = presence;
  return {
    boltz_available: state === "usable",
    boltz_state: state,
    boltz_version: version,
    accelerator,
    weights,
    notes: [
      ...(state === "usable" ? [] : [notes[state]]),
      ...(accelerator === "cpu" ? [notes.onCpu] : []),
      ...(weights === null || weights === "whole" ? [] : [notes[weights]]),
    ],
  };
}
