/** The thread of Mol* and OpenChemLib, seen from outside: one task after the other, each within a deadline. */
import { Worker } from "node:worker_threads";
import { ContactError } from "./failure.ts";
import type { ContactReport, ContactTask } from "./worker.ts";

/** Longest that a task may take, in ms. 4000 residues take about 1 s, the first task a second more. */
const DEADLINE_MS = 20_000;

/** The thread ends when nothing was asked for so long, in ms, and nobody holds it. */
const IDLE_MS = 60_000;

/** A thread, whether it runs or not. */
export interface ContactThread {
  /**
   * What the thread says of a task.
   * @throws ContactError when it dies or is too late; the signal's reason; an error if it was closed
   */
  ask(task: ContactTask, signal?: AbortSignal): Promise<ContactReport>;
  /** Starts the thread in the background. It is not ended for being idle until this is disposed of. */
  hold(): Disposable;
  /** Ends the thread. What waits is rejected. */
  close(): Promise<void>;
}

/** Makes a thread, which starts when it is held or asked. It keeps the process running only while asked. */
export function createContactThread(): ContactThread {
  const closing = new AbortController();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let holders = 0;
  let last: Promise<unknown> = Promise.resolve();

  function running(): Worker {
    if (worker !== undefined) return worker;
    const started = new Worker(new URL("worker.ts", import.meta.url));
    started.unref();
    // One that dies while nobody asks is replaced; an error that nobody heard would end the process.
    started.on("error", () => {});
    started.once("exit", () => {
      if (worker === started) worker = undefined;
    });
    worker = started;
    return started;
  }

  function startEarly(): void {
    if (closing.signal.aborted) return;
    try {
      running();
    } catch {
      // Whoever asks tries again, and is told.
    }
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  function rest(): void {
    clearTimeout(idle);
    if (holders === 0) idle = setTimeout(end, IDLE_MS).unref();
  }

  async function answer(task: ContactTask, signal: AbortSignal): Promise<ContactReport> {
    signal.throwIfAborted();
    clearTimeout(idle);
    const asked = running();
    asked.ref();
    try {
      return await answerOf(asked, task, signal);
    } catch (error) {
      // Whatever it is at, nobody waits for it.
      await end();
      throw error;
    } finally {
      worker?.unref();
      rest();
    }
  }

  return {
    ask(task, signal) {
      const given = signal ? [signal] : [];
      const any = AbortSignal.any([closing.signal, ...given]);
      const turn = last.then(() => answer(task, any));
      last = turn.catch(() => {});
      return orCalledOff(turn, any);
    },
    hold() {
      let isHeld = true;
      holders++;
      clearTimeout(idle);
      startEarly();
      return {
        [Symbol.dispose]() {
          if (!isHeld) return;
          isHeld = false;
          holders--;
          rest();
        },
      };
    },
    async close() {
      closing.abort(new Error("The finder of contacts was closed."));
      await end();
    },
  };
}

/** Rejects as soon as the signal aborts, so that who waits for others' tasks need not wait for them. */
async function orCalledOff<T>(turn: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const callOff = () => reject(signal.reason);
  if (signal.aborted) callOff();
  signal.addEventListener("abort", callOff, { once: true });
  try {
    return await Promise.race([turn, promise]);
  } finally {
    // A signal made of others is kept, with all that listens to it, as long as anything does.
    signal.removeEventListener("abort", callOff);
  }
}

/** What a thread says of one task. Rejects when it dies, is too late, or is called off. */
function answerOf(worker: Worker, task: ContactTask, signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<ContactReport>();
  const over = new AbortController();
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const what = "contactsOf" in task ? "The contacts" : "The ligand's drawing";
  const late = `${what} took longer than ${DEADLINE_MS / 1000} s.`;
  const died = (cause?: unknown) =>
    reject(new ContactError(`${what} could not be computed: the program failed.`, { cause }));
  worker.on("message", resolve);
  worker.on("error", died);
  worker.on("exit", died);
  deadline.addEventListener("abort", () => reject(new ContactError(late)), over);
  signal.addEventListener("abort", () => reject(signal.reason), over);
  worker.postMessage(task);
  return promise.finally(() => {
    over.abort();
    worker.off("message", resolve).off("error", died).off("exit", died);
  });
}
