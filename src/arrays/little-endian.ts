/** The numbers of a ZIP record. */
import { NpzError } from "./failure.ts";

/** Bytes whose numbers are read by their offset, little-endian. */
export class LittleEndian {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** @throws NpzError when it is more than a number counts exactly: no file is that large */
  u64(at: number): number {
    const value = Number(this.#view.getBigUint64(at, true));
    if (!Number.isSafeInteger(value)) {
      throw new NpzError(`The archive speaks of ${value} bytes or entries; nothing has so many.`);
    }
    return value;
  }
}
