/** Where a page of a list ended: a time and an id, so that it stays good when that row is gone. */
import * as z from "zod";

/** A row's place in a list, the newest first. */
export interface Place {
  /** When it was made, in microseconds since 1970. */
  readonly microseconds: number;
  readonly id: string;
}

const written = /^(\d{1,16}) ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

const noCursor = "must be the `next` of a page";

/** A cursor as it is sent, and the place that it names. */
export const cursor = z.string(noCursor).transform((text, context): Place => {
  const found = written.exec(Buffer.from(text, "base64url").toString("latin1"));
  if (found !== null) return { microseconds: Number(found[1]), id: found[2]! };
  context.addIssue({ code: "custom", message: noCursor });
  return z.NEVER;
});

/** The cursor of a place. */
export function cursorOf({ microseconds, id }: Place): string {
  return Buffer.from(`${microseconds} ${id}`).toString("base64url");
}
