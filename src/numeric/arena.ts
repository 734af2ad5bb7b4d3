import type { Kernels } from "./kernels.ts";

/** Kernels keep their constants below this address. */
const BASE = 64 * 1024;
const PAGE = 64 * 1024;

/**
 * Hands out pieces of a kernel's memory one after the other; all are given back at once. Views are
 * made when they are used, because growing the memory detaches the ones made before.
 */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  #next = BASE;

  constructor(kernels: Kernels) {
    this.#memory = kernels.memory;
  }

  /** Bytes in use. */
  get used(): number {
    return this.#next - BASE;
  }

  /**
   * A piece of `bytes`, aligned to a cache line, content undefined.
   * @throws RangeError when the engine has no more memory to give (4 GiB at most)
   */
  take(bytes: number): number {
    const pointer = this.#next;
    this.#next = pointer + Math.ceil(bytes / 64) * 64;
    const missing = this.#next - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return pointer;
  }

  /** Gives back `pointer` and everything taken after it. */
  giveBack(pointer: number = BASE): void {
    this.#next = pointer;
  }

  /** A view of `length` float64 at `pointer`; valid until the next `take`. */
  float64(pointer: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#memory.buffer as ArrayBuffer, pointer, length);
  }

  /** A view of `length` float32 at `pointer`; valid until the next `take`. */
  float32(pointer: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer as ArrayBuffer, pointer, length);
  }

  /** A view of `length` uint32 at `pointer`; valid until the next `take`. */
  uint32(pointer: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#memory.buffer as ArrayBuffer, pointer, length);
  }

  /** A view of `length` int64 at `pointer`; valid until the next `take`. */
  int64(pointer: number, length: number): BigInt64Array<ArrayBuffer> {
    return new BigInt64Array(this.#memory.buffer as ArrayBuffer, pointer, length);
  }
}
