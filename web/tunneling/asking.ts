/**
 * Asks the server as the question changes. One request is under way at a time: a newer question
 * waits until the older one has its picture, or has had its chance, so that a drag shows the wave
 * all along in place of aborting every request before its first frame.
 */
import { ProblemError, type Wave } from "#src/client/index.ts";
import type { TunnelingRequest } from "#src/tunneling/problem.ts";
import type { FieldErrors, Question } from "./question.ts";
import { Run } from "./run.ts";

/** What became of the last question. */
export type Progress =
  | { readonly state: "idle" | "asking" | "arriving" | "complete" }
  /** The server refused the question; `errors` may be empty when no field is meant. */
  | { readonly state: "refused"; readonly message: string; readonly errors: FieldErrors }
  /** The server is busy, away or failing; the question is asked again by itself. */
  | { readonly state: "waiting"; readonly reason: "busy" | "lost"; readonly message: string };

/** Sends a request; src/client's simulateTunneling. */
export type Ask = (request: TunnelingRequest, options: { signal: AbortSignal }) => Promise<Wave>;

/** Who is told, and who decides when a run may be shown. */
export interface Listener {
  progress(progress: Progress): void;
  /** Whether `run` has the frame that the player would show now. */
  canShow(run: Run): boolean;
  /** Called once for each run that comes to be shown. */
  show(run: Run): void;
  /** Called as frames of the shown run arrive. */
  grew(run: Run): void;
}

/** How long an older question may keep a newer one waiting for its picture, ms. */
const patience = 250;

/** Wait before asking a server again that is away, ms; it doubles up to the last. */
const firstWait = 500;
const longestWait = 4000;

interface Attempt {
  readonly question: Question;
  readonly abort: AbortController;
  shown: boolean;
}

/** Keeps the page's wave up to date with its question. */
export class Asking {
  readonly #ask: Ask;
  readonly #listener: Listener;
  #current: Attempt | undefined;
  #next: Question | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = firstWait;

  constructor(ask: Ask, listener: Listener) {
    this.#ask = ask;
    this.#listener = listener;
  }

  /** Asks `question`, now or as soon as the one under way has its picture. */
  put(question: Question): void {
    this.#next = question;
    if (this.#current === undefined || this.#current.shown) this.#turn();
    else this.#after(patience);
  }

  /** Gives up whatever is under way or waiting. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = undefined;
    this.#current?.abort.abort();
    this.#current = undefined;
  }

  /** Asks the waiting question at once, as when the browser says that it is online again. */
  hurry(): void {
    if (this.#next !== undefined) this.#turn();
  }

  /** Leaves the request under way for the question that waits. */
  #turn(): void {
    const question = this.#next;
    if (question === undefined) return;
    this.stop();
    const attempt = { question, abort: new AbortController(), shown: false };
    this.#current = attempt;
    void this.#follow(attempt);
  }

  #after(delay: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#turn();
    }, delay);
  }

  async #follow(attempt: Attempt): Promise<void> {
    const { question, abort } = attempt;
    const isCurrent = () => this.#current === attempt;
    try {
      this.#listener.progress({ state: "asking" });
      const wave = await this.#ask(question.request, { signal: abort.signal });
      const run = new Run(question, wave);
      for await (const frame of wave) {
        if (!isCurrent()) return;
        run.take(frame);
        this.#arrived(attempt, run);
      }
      if (!isCurrent()) return;
      this.#current = undefined;
      this.#wait = firstWait;
      this.#listener.progress({ state: "complete" });
      this.#turn();
    } catch (error) {
      if (isCurrent()) this.#failed(attempt, error);
    }
  }

  #arrived(attempt: Attempt, run: Run): void {
    if (attempt.shown) {
      this.#listener.grew(run);
      return;
    }
    if (!run.complete && !this.#listener.canShow(run)) return;
    attempt.shown = true;
    this.#listener.show(run);
    this.#listener.progress({ state: "arriving" });
    this.#turn();
  }

  #failed(attempt: Attempt, error: unknown): void {
    this.#current = undefined;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ProblemError && error.status < 500 && error.status !== 429) {
      const errors = Object.fromEntries(error.errors.map((e) => [e.path, e.message]));
      this.#listener.progress({ state: "refused", message, errors });
      this.#turn();
      return;
    }
    const busy = error instanceof ProblemError && [429, 503].includes(error.status);
    const asked = busy && error.retryAfter !== undefined ? error.retryAfter * 1000 : 0;
    this.#listener.progress({ state: "waiting", reason: busy ? "busy" : "lost", message });
    this.#next ??= attempt.question;
    this.#after(Math.max(asked, this.#wait));
    this.#wait = Math.min(longestWait, this.#wait * 2);
  }
}
