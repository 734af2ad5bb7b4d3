/** Questions worth asking first. */
import type { Written } from "./question.ts";

/** A named question. */
export interface Preset {
  readonly name: string;
  /** One sentence on what there is to see. */
  readonly shows: string;
  readonly written: Written;
}

/** The presets, from the default on. */
export const presets: readonly Preset[] = [
  {
    name: "Threshold",
    shows: "The packet's mean energy is the barrier's height: about a third goes through.",
    written: {},
  },
  {
    name: "Resonance",
    shows: "One half wave fits the barrier at the packet's energy: nearly all of it goes through.",
    written: {
      xmin: -12,
      xmax: 12,
      N: 1850,
      momentum: 24,
      sigma: 1.6,
      x0: -5,
      barrier_end: 0.3,
      barrier_height: 222,
    },
  },
  {
    name: "Thick wall",
    shows: "Higher than the packet's energies and wide: everything comes back.",
    written: { barrier_end: 2, barrier_height: 1600 },
  },
  {
    name: "Thin wall",
    shows: "Higher than the packet's energies but thin: part of it leaks through.",
    written: { momentum: 20, sigma: 0.5, barrier_end: 0.1, barrier_height: 300 },
  },
  {
    name: "Well",
    shows: "Over a well the packet speeds up, and still part of it is reflected.",
    written: { xmin: -8, xmax: 8, momentum: 14, sigma: 0.35, barrier_height: -500 },
  },
  {
    name: "Free",
    shows: "No barrier: the packet moves on and spreads.",
    written: { barrier_height: 0, x0: -4 },
  },
];
