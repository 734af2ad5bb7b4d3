/** When the packet has met the barrier: from then on what is before and beyond it is R and T. */
import type { Problem } from "#src/tunneling/problem.ts";

/** Probability inside the barrier below which nobody is there yet. */
const someone = 1e-5;

/** Part of the most that was inside, below which the rest no longer matters. */
const rest = 0.15;

/** Follows the probability inside the barrier through a run, from its first frame on. */
export class Encounter {
  #stage: "coming" | "inside" | "over" | "again";
  #most = 0;

  /** Without a barrier there is none, nor for a packet that starts on it. */
  constructor({ barrierHeight }: Problem, insideAtStart: number) {
    this.#stage = barrierHeight === 0 || insideAtStart > someone ? "again" : "coming";
  }

  /**
   * Whether the encounter is over, with `inside` of the next frame. It was over, once a wall sends
   * the packet back: what is where then is neither R nor T.
   */
  isOver(inside: number): boolean {
    this.#most = Math.max(this.#most, inside);
    const empty = inside < rest * this.#most;
    if (this.#stage === "coming" && inside > someone) this.#stage = "inside";
    else if (this.#stage === "inside" && empty) this.#stage = "over";
    else if (this.#stage === "over" && inside > 2 * rest * this.#most) this.#stage = "again";
    return this.#stage === "over";
  }
}
