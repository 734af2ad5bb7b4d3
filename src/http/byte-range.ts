/** Which bytes of a file a request is for (RFC 9110, sections 13 and 14). */
import type { ByteRange } from "#src/storage/blobs/blobs.ts";

/** A file as it is served. */
export interface Served {
  /** Bytes. */
  readonly size: number;
  /** Its entity tag, with quotes, if it has one. */
  readonly etag: string | undefined;
  readonly modified: Date;
}

/** The headers that say which bytes are wanted, and on which conditions. */
export interface Wanted {
  readonly range?: string | undefined;
  readonly "if-range"?: string | undefined;
  readonly "if-none-match"?: string | undefined;
  readonly "if-modified-since"?: string | undefined;
}

/** How the request is answered: 200 with all, 206 with a part, 304 with nothing new, 416. */
export type Portion =
  | { readonly status: 200 }
  | { readonly status: 206; readonly range: ByteRange }
  | { readonly status: 304 | 416 };

/** Which part of a file is wanted. Of several ranges none is served alone: the answer is all of it. */
export function portionOf(wanted: Wanted, served: Served): Portion {
  if (isKnown(wanted, served)) return { status: 304 };
  const { range, "if-range": condition } = wanted;
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(range?.replaceAll(" ", "") ?? "") ?? [];
  if (first === undefined || last === undefined || first + last === "") return { status: 200 };
  if (condition !== undefined && !isSame(condition, served)) return { status: 200 };
  const { size } = served;
  // Without a beginning it is the last so many bytes.
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return { status: 200 };
  if (start >= end) return { status: 416 };
  return { status: 206, range: { start, end } };
}

/** A time as headers have it: in whole seconds. */
export function httpDate(time: Date): string {
  return time.toUTCString();
}

/** Whether whoever asks has the file already. */
function isKnown(wanted: Wanted, { etag, modified }: Served): boolean {
  const { "if-none-match": tags, "if-modified-since": since } = wanted;
  if (tags !== undefined) {
    const known = tags.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return known.includes("*") || (etag !== undefined && known.includes(etag));
  }
  if (since === undefined) return false;
  return Math.floor(modified.getTime() / 1000) * 1000 <= Date.parse(since);
}

/** Whether a part that whoever asks has is of this very file. */
function isSame(condition: string, { etag, modified }: Served): boolean {
  return condition === etag || condition === httpDate(modified);
}
