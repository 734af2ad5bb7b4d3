/** Rows that people mark, and the sessions they keep them in. */
import * as z from "zod";
import { line, prose } from "#src/schema/text.ts";

const success = z.literal("success");
const must = (be: string) => ({ error: `must be ${be}` });

/** A row of a dataset that somebody marked. */
export const tag = z.object({
  id: z.uuid(),
  rank: z.int().describe("1 is the best, which is row 0"),
  resnorm: z.number().nullable(),
  parameters: z.record(z.string(), z.number().nullable()).describe("Values of that row, by name"),
  label: z.string(),
  notes: z.string(),
  category: z.string(),
  is_reference_model: z.boolean().describe("Whether others are to be compared with it"),
  user: z.uuid().describe("Whose tag it is"),
  user_name: z.string().nullable(),
  is_own: z.boolean(),
  session: z.uuid().nullable().describe("In which its author keeps it"),
  tagged_at: z.iso.datetime(),
});

/** A tag, parsed. */
export type Tag = z.output<typeof tag>;

/** What is marked, and how. One's own tag of the same rank is replaced. */
export const tagRequest = z.strictObject({
  rank: z.int(must("a whole number")).min(1, must("1 or more")).describe("1 is the best"),
  label: line(1, 255),
  notes: prose(10_000).default(""),
  category: line(0, 255).default(""),
  is_reference_model: z.boolean(must("true or false")).default(false),
  session: z.uuid(must("a session's id")).nullable().default(null).describe("null: in none"),
});

/** What is marked, as it is asked. */
export type TagRequest = z.input<typeof tagRequest>;

/** A page of a dataset's tags, whoever's, the newest first. */
export const tagPage = z.object({
  status: success,
  tags: z.array(tag),
  next: z.string().nullable().describe("`cursor` of the next page; null at the end"),
});

/** A page of tags, parsed. */
export type TagPage = z.output<typeof tagPage>;

/** A tag as it is now. */
export const savedTag = z.object({ status: success, tag });

/** The same, parsed. */
export type SavedTag = z.output<typeof savedTag>;

/** What one works on: it keeps datasets and tags together, and nobody else sees it. */
export const workSession = z.object({
  id: z.uuid(),
  name: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

/** A session, parsed. */
export type WorkSession = z.output<typeof workSession>;

/** What a session is called. */
export const sessionRequest = z.strictObject({ name: line(1, 255) });

/** A page of one's own sessions, the newest first. */
export const sessionPage = z.object({
  status: success,
  sessions: z.array(workSession),
  next: z.string().nullable().describe("`cursor` of the next page; null at the end"),
});

/** A page of sessions, parsed. */
export type SessionPage = z.output<typeof sessionPage>;

/** A session as it is now. */
export const savedSession = z.object({ status: success, session: workSession });

/** The same, parsed. */
export type SavedSession = z.output<typeof savedSession>;

/** Something was done, and there is no more to say. */
export const done = z.object({ status: success });
