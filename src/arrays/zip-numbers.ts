/** The numbers of ZIP that reader and writer share (PKWARE APPNOTE 6.3.10, sections in brackets). */

/** What the records begin with: "PK" and two bytes, little-endian (4.3.7–16). */
export const signature = {
  localHeader: 0x04034b50,
  dataDescriptor: 0x08074b50,
  directoryEntry: 0x02014b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
  end: 0x06054b50,
} as const;

/** Bytes of the records before what varies in length; of `zip64End`, with no extensible data. */
export const recordBytes = {
  localHeader: 30,
  directoryEntry: 46,
  zip64End: 56,
  zip64Locator: 20,
  end: 22,
} as const;

/** How an entry's bytes are kept (4.4.5). */
export const method = { stored: 0, deflated: 8 } as const;

/** Bits of the general purpose flag (4.4.4). */
export const flag = {
  encrypted: 1 << 0,
  /** Checksum and sizes follow the data. */
  descriptor: 1 << 3,
  patch: 1 << 5,
  stronglyEncrypted: 1 << 6,
  utf8: 1 << 11,
  masked: 1 << 13,
} as const;

/** A 32-bit field with this value says: look for the number in the ZIP64 extra field (4.4.8). */
export const inZip64 = 0xffffffff;

/** The same of a 16-bit field (4.4.21). */
export const inZip64Short = 0xffff;

/** The ZIP64 extended information extra field (4.5.3). */
export const zip64Id = 0x0001;
