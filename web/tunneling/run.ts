/** A simulation on the page: the wave as it arrives, and what each of its frames says. */
import type { Wave, WaveFrame } from "#src/client/index.ts";
import { meanKineticEnergy } from "#src/tunneling/theory.ts";
import { Encounter } from "./encounter.ts";
import { type Division, divide, type Observables, observe } from "./observables.ts";
import type { Question } from "./question.ts";

/** Part of a run, to each side of a frame, over which the density's scale is smoothed. */
const smoothing = 0.04;

/** One answered question. It grows as frames arrive: `take` is called for each, in order. */
export class Run {
  readonly question: Question;
  readonly wave: Wave;
  readonly division: Division;
  /** Of the frames taken so far. */
  readonly observables: Observables[] = [];
  /** Whether the packet has met the barrier and left it, of the frames taken so far. */
  readonly encounterOver: boolean[] = [];
  #encounter: Encounter | undefined;
  /** ⟨E⟩/ħ: the rate of the carrier that is removed before phases are shown. */
  readonly carrier: number;

  constructor(question: Question, wave: Wave) {
    this.question = question;
    this.wave = wave;
    this.division = divide(question.problem);
    this.carrier = meanKineticEnergy(question.problem) / question.problem.hbar;
  }

  /** Adds the next frame's observables. */
  take(frame: WaveFrame): void {
    const seen = observe(frame, this.division);
    this.#encounter ??= new Encounter(this.question.problem, seen.inside);
    this.observables.push(seen);
    this.encounterOver.push(this.#encounter.isOver(seen.inside));
  }

  /** Frames that can be shown. */
  get ready(): number {
    return this.observables.length;
  }

  get complete(): boolean {
    return this.ready === this.wave.frameCount;
  }

  /**
   * The density at the top of the picture while frame `index` is shown. A packet's peak falls to a
   * twentieth as it spreads, so the scale follows it, but slowly: the mean over nearby frames of the
   * greatest peak near each, which is never below the peak itself and does not flicker.
   */
  scale(index: number): number {
    const around = Math.max(1, Math.round(smoothing * this.wave.frameCount));
    let sum = 0;
    let count = 0;
    for (let i = index - around; i <= index + around; i++) {
      if (i < 0 || i >= this.ready) continue;
      sum += Math.log(this.#greatestPeakNear(i, around));
      count++;
    }
    return Math.exp(sum / Math.max(1, count)) * 1.06;
  }

  #greatestPeakNear(index: number, around: number): number {
    let greatest = 1e-12;
    const last = Math.min(this.ready - 1, index + around);
    for (let i = Math.max(0, index - around); i <= last; i++) {
      greatest = Math.max(greatest, this.observables[i]!.peak);
    }
    return greatest;
  }
}
