/** Texts in requests that the database can hold, and the sentences that refuse them. */
import * as z from "zod";

const must = (be: string) => `must be ${be}`;

/** A line of text. */
export function line(least: number, most: number) {
  return z
    .string(must("text"))
    .min(least, must(`at least ${least} characters`))
    .max(most, must(`at most ${most} characters`))
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, must("text without control characters"));
}

/** Text of any number of lines. */
export function prose(most: number) {
  return z
    .string(must("text"))
    .max(most, must(`at most ${most} characters`))
    .regex(/^[\t\n\r\P{Cc}]*$/u, must("text without control characters"))
    .regex(/^\P{Cs}*$/u, must("text of whole characters"));
}

/** The text of a file, of up to millions of characters: no pattern looks through them. */
export function fileText(be: string, most: number) {
  return z
    .string(must(be))
    .max(most, { error: must(`at most ${most} characters`), abort: true })
    .refine((text) => !text.includes("\0"), must("text without the character U+0000"))
    .refine((text) => text.isWellFormed(), must("text of whole characters"));
}
