/** The bytes of a pickle, taken one after the other. */
import { NpzError } from "./failure.ts";

/** Most bytes of a whole number: Python itself reads no more than 4,300 digits. */
const mostIntegerBytes = 2048;

/** Most bytes of a line, which only the protocols before 2 have for text. */
const mostLineBytes = 1024 * 1024;

/** A pickle's bytes, from `at` on. Each method takes what it gives, or throws an NpzError. */
export class PickleBytes {
  at = 0;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  /** Where the last frame ends: nothing may lie across it. */
  #frameEnd = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length: number): Uint8Array<ArrayBuffer> {
    const end = this.#goPast(length) + length;
    return this.#bytes.subarray(end - length, end);
  }

  /** The text up to the next line feed, in Latin-1. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.at);
    if (end < 0) throw new NpzError("The pickle ends within a line.");
    if (end - this.at > mostLineBytes)
      throw new NpzError("The pickle has a line of more than 1 MiB.");
    const line = this.take(end + 1 - this.at).subarray(0, -1);
    return Array.from(line, (byte) => String.fromCharCode(byte)).join("");
  }

  /** Text of so many bytes of UTF-8. */
  text(length: number): string {
    const bytes = this.take(length);
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (error) {
      throw new NpzError("The pickle has a text that is not UTF-8.", {}, { cause: error });
    }
  }

  /** A whole number of so many bytes, little-endian, in two's complement. */
  integer(length: number): bigint {
    if (length > mostIntegerBytes) {
      throw new NpzError(`The pickle has a number of ${length} bytes.`);
    }
    const digits = Array.from(this.take(length), (byte) => byte.toString(16).padStart(2, "0"));
    return BigInt.asIntN(8 * length, BigInt(`0x0${digits.reverse().join("")}`));
  }

  byte(): number {
    return this.#view.getUint8(this.#goPast(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#goPast(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#goPast(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#goPast(4), true);
  }

  /** A length; one that no number counts exactly is longer than every pickle, too. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.#goPast(8), true));
  }

  f64(): number {
    return this.#view.getFloat64(this.#goPast(8), false);
  }

  /** Begins a frame of so many bytes (protocol 4). */
  frame(length: number): void {
    if (this.at < this.#frameEnd) throw new NpzError("The pickle has a frame within a frame.");
    if (length > this.#bytes.length - this.at) {
      throw new NpzError("The pickle ends within a frame.");
    }
    this.#frameEnd = this.at + length;
  }

  /** Takes bytes, and says where they begin. */
  #goPast(length: number): number {
    const start = this.at;
    if (length > this.#bytes.length - start) throw new NpzError("The pickle ends too soon.");
    if (start < this.#frameEnd && start + length > this.#frameEnd) {
      throw new NpzError("The pickle has a value across the end of a frame.");
    }
    this.at = start + length;
    return start;
  }
}
