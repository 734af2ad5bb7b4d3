/** Where in a run the page is, and how it moves on. It knows no clock: `advance` is told the time. */
import type { Run } from "./run.ts";

/** Frames a second at speed 1. */
const frameRate = 60;

/** Speeds on offer, times 60 frames a second. */
export const speeds: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 4];

/** What the transport's buttons show. */
export interface Transport {
  readonly playing: boolean;
  readonly speed: number;
  readonly loop: boolean;
}

/** The player of one picture. */
export class Player {
  #run: Run | undefined;
  /** In frames, with the fraction already played of the current one. */
  #position = 0;
  #clock: number | undefined;
  #transport: Transport = { playing: true, speed: 1, loop: true };
  /** Called when the transport changes, not for each frame. */
  onTransport: () => void = () => {};
  /** Called when something is to be drawn. */
  onChange: () => void = () => {};

  get run(): Run | undefined {
    return this.#run;
  }

  /** The same object until something in it changes. */
  get transport(): Transport {
    return this.#transport;
  }

  /** The frame to show; it has arrived. */
  get index(): number {
    return Math.max(0, Math.min(Math.floor(this.#position), this.#ready - 1));
  }

  get #ready(): number {
    return this.#run?.ready ?? 0;
  }

  get #last(): number {
    return (this.#run?.wave.frameCount ?? 1) - 1;
  }

  /** Whether `run` already has the frame it would be shown at. */
  canShow(run: Run): boolean {
    return run.ready > Math.floor(this.#positionIn(run));
  }

  /** Shows another run, at the same part of its time. */
  show(run: Run): void {
    this.#position = this.#positionIn(run);
    this.#run = run;
    this.onChange();
  }

  #positionIn(run: Run): number {
    return this.#last <= 0 ? 0 : (this.#position / this.#last) * (run.wave.frameCount - 1);
  }

  /** Moves on to the time `now`, in ms; true while it has to be told again. */
  advance(now: number): boolean {
    const { playing, speed } = this.#transport;
    const elapsed = this.#clock === undefined ? 0 : Math.min(100, now - this.#clock);
    this.#clock = playing ? now : undefined;
    if (!playing || this.#run === undefined) return false;
    this.#move(this.#position + (elapsed / 1000) * frameRate * speed);
    return this.#transport.playing;
  }

  #move(position: number): void {
    if (position < this.#last + 1) {
      // A wave that still arrives holds the player back at its newest frame.
      this.#position = Math.min(position, Math.max(0, this.#ready - 0.001));
    } else if (this.#transport.loop) {
      this.#position = 0;
    } else {
      this.#position = this.#last;
      this.#set({ playing: false });
    }
  }

  /** Goes to a frame and stays there. */
  seek(index: number): void {
    this.#position = Math.max(0, Math.min(Math.round(index), this.#last));
    this.#clock = undefined;
    this.onChange();
  }

  /** Pauses, and goes `frames` on, or back. */
  step(frames: number): void {
    this.pause();
    this.seek(this.index + frames);
  }

  play(): void {
    if (this.#position >= this.#last && !this.#transport.loop) this.#position = 0;
    this.#set({ playing: true });
  }

  pause(): void {
    this.#set({ playing: false });
  }

  toggle(): void {
    if (this.#transport.playing) this.pause();
    else this.play();
  }

  /** From the first frame on. */
  restart(): void {
    this.seek(0);
    this.play();
  }

  setSpeed(speed: number): void {
    this.#set({ speed });
  }

  /** To the next speed on offer, up or down. */
  changeSpeed(by: 1 | -1): void {
    const at = speeds.indexOf(this.#transport.speed);
    this.setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, at + by))]!);
  }

  toggleLoop(): void {
    this.#set({ loop: !this.#transport.loop });
  }

  #set(change: Partial<Transport>): void {
    this.#transport = { ...this.#transport, ...change };
    this.onTransport();
    this.onChange();
  }
}
