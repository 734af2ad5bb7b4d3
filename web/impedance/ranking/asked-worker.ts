/** Workers of the page that are asked like functions: a message there, a message back. */

/** What a worker answers: functions of one plain argument. Large arrays travel without a copy. */
// biome-ignore lint/suspicious/noExplicitAny: each function's own argument is checked where it is asked.
export type Answers = Record<string, (argument: any) => unknown>;

interface Asked {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** A worker seen from the page. It answers in the order in which it is asked. */
export class AskedWorker<A extends Answers> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("error" in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.value as never);
    };
    worker.onerror = () => {
      const error = new Error("A thread of the page could not be started; load the page again.");
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
  }

  /** Asks; what is in `transfer` is the page's no longer. Rejects with what the function throws. */
  ask<K extends keyof A & string>(
    name: K,
    argument: Parameters<A[K]>[0],
    transfer: Transferable[] = [],
  ): Promise<Awaited<ReturnType<A[K]>>> {
    const id = ++this.#last;
    const asked: Asked = { id, name, argument };
    this.#worker.postMessage(asked, transfer);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Ends the worker; what it was asked is not answered any more. */
  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }
}

/** Answers the page from inside a worker. Arrays in what a function gives are the worker's no longer. */
export function answer(answers: Answers): void {
  addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    const { id, name, argument } = data;
    let answered: Answered;
    try {
      answered = { id, value: answers[name]!(argument) };
    } catch (error) {
      answered = { id, error: error instanceof Error ? error.message : String(error) };
    }
    const transfer = "value" in answered ? transferable(answered.value) : [];
    postMessage(answered, { transfer });
  });
}

/** The buffers of a typed array, or of those in a plain object. */
function transferable(value: unknown): Transferable[] {
  const parts = ArrayBuffer.isView(value) ? [value] : Object.values(value ?? {});
  return parts
    .filter((part) => ArrayBuffer.isView(part))
    .map(({ buffer }) => buffer as ArrayBuffer);
}
