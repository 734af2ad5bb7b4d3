/**
 * Draws what changed, once per display frame. React lays the page out; what moves while a wave plays
 * is drawn here, straight to canvases and text nodes, so that playing renders no component.
 */
import type { Player } from "./player.ts";
import type { Question } from "./question.ts";
import type { Run } from "./run.ts";

/** What there is to draw: the question on the page, and the frame of the newest answer. */
export interface Scene {
  readonly question: Question | undefined;
  readonly shown: { readonly run: Run; readonly index: number } | undefined;
}

/** Something on the page that shows the scene. */
export interface Drawing {
  readonly draw: (scene: Scene) => void;
  /** Whether it differs from frame to frame of the same run. */
  readonly live: boolean;
}

/** The page's one animation loop; it rests while nothing changes. */
export class Stage {
  readonly player: Player;
  readonly #drawings = new Set<Drawing>();
  #question: Question | undefined;
  #request: number | undefined;
  #stale = true;
  #drawnIndex = -1;

  constructor(player: Player) {
    this.player = player;
    player.onChange = () => this.wake();
  }

  /** Draws with `question` from the next display frame on. */
  set question(question: Question | undefined) {
    this.#question = question;
    this.wake();
  }

  /** Adds a drawing; call the result to remove it. */
  add(drawing: Drawing): () => void {
    this.#drawings.add(drawing);
    this.wake();
    return () => {
      this.#drawings.delete(drawing);
    };
  }

  /** Draws everything at the next display frame. */
  wake(): void {
    this.#stale = true;
    this.#request ??= requestAnimationFrame(this.#tick);
  }

  /** Draws nothing more, until woken. */
  rest(): void {
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#request = undefined;
  }

  readonly #tick = (now: number): void => {
    this.#request = undefined;
    const stale = this.#stale;
    this.#stale = false;
    const goesOn = this.player.advance(now);
    const { run, index } = this.player;
    const shown = run !== undefined && run.ready > 0 ? { run, index } : undefined;
    if (stale || index !== this.#drawnIndex) {
      this.#drawnIndex = index;
      const scene = { question: this.#question, shown };
      for (const { draw, live } of this.#drawings) if (live || stale) draw(scene);
    }
    if (goesOn) this.#request ??= requestAnimationFrame(this.#tick);
  };
}
