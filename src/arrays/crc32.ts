/** The checksum of ZIP: CRC-32 with the polynomial 0x04c11db7, reflected (APPNOTE 4.4.7). */

/**
 * The checksum of some bytes, continued from that of the bytes before them; 0 if there are none.
 * `crc32` of `node:zlib` is one, and several times as fast as ours.
 */
export type Checksum = (bytes: Uint8Array, before?: number) => number;

/** What a byte does to the checksum, bit by bit. */
const t0 = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1 ? 0xedb88320 : 0) ^ (value >>> 1);
  return value;
});
/** What it does when one more byte has followed it, two more, and so on. */
const t1 = followed(t0);
const t2 = followed(t1);
const t3 = followed(t2);
const t4 = followed(t3);
const t5 = followed(t4);
const t6 = followed(t5);
const t7 = followed(t6);

/** The checksum where there is no Node: eight bytes at a time. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const whole = bytes.length - (bytes.length % 8);
  let crc = ~before;
  let i = 0;
  for (; i < whole; i += 8) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc =
      t7[crc & 0xff]! ^
      t6[(crc >>> 8) & 0xff]! ^
      t5[(crc >>> 16) & 0xff]! ^
      t4[crc >>> 24]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 0xff]!;
  return ~crc >>> 0;
}

function followed(table: Int32Array): Int32Array {
  return table.map((value) => (value >>> 8) ^ t0[value & 0xff]!);
}
