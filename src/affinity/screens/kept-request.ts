/** What the job of a screen keeps: the screen's row has all the rest. */
import * as z from "zod";
import { engines } from "../request.ts";

/** The request of a job of kind `screen`. */
export const keptRequest = z.strictObject({
  screen: z.uuid(),
  engine: z.enum(engines),
  /** What a list of jobs tells of it: what it is called, and how many ligands were given. */
  name: z.string().optional(),
  ligands: z.int().optional(),
  /** SHA-256 of all that was asked: another request under the same key is known by it. */
  asked: z.string().optional(),
});

/** The request of a job of kind `screen`. */
export type KeptRequest = z.output<typeof keptRequest>;
