/** The machine that a pickle is a program for: a stack, marks in it, and a memo. */
import { NpzError } from "./failure.ts";
import type { PickleBytes } from "./unpickle-bytes.ts";
import type { Item } from "./unpickle-numpy.ts";

/**
 * Most bytes that values may be made of, so that a small pickle makes no large ones. An operation
 * counts as some, too: it makes at least an item of the stack or the memo.
 */
export const mostSpent = 16 * 1024 * 1024;
export const operationCost = 64;

/** What a pickle's operations work on. Each method throws an NpzError when it cannot. */
export class PickleMachine {
  readonly bytes: PickleBytes;
  readonly memo = new Map<number, Item>();
  readonly spend: (bytes: number) => void;
  #stack: Item[] = [];
  /** The stacks below the marks. */
  readonly #below: Item[][] = [];

  constructor(bytes: PickleBytes) {
    this.bytes = bytes;
    let spent = 0;
    this.spend = (amount) => {
      spent += amount;
      if (spent > mostSpent) throw new NpzError("The pickle makes more values than are read.");
    };
  }

  push(item: Item): void {
    this.#stack.push(item);
  }

  pop(): Item {
    const item = this.#stack.pop();
    if (item === undefined) throw new NpzError("The pickle takes more values than it has.");
    return item;
  }

  top(): Item {
    const item = this.pop();
    this.push(item);
    return item;
  }

  /** The last few items, in their order. */
  last(count: number): Item[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  mark(): void {
    this.#below.push(this.#stack);
    this.#stack = [];
  }

  /** What has been pushed since the last mark. */
  sinceMark(): Item[] {
    const items = this.#stack;
    const below = this.#below.pop();
    if (!below) throw new NpzError("The pickle goes back to a mark that it has not made.");
    this.#stack = below;
    return items;
  }

  recall(index: number): void {
    const item = this.memo.get(index);
    if (item === undefined) {
      throw new NpzError(`The pickle recalls ${index}, which it has not stored.`);
    }
    this.push(item);
  }
}
