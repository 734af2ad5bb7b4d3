/** The form, kept for as long as the tab: a reload loses nothing of it. */
import * as z from "zod";
import { engines } from "#src/affinity/request.ts";
import { type Draft, emptyDraft } from "./draft.ts";

const key = "retort.affinity.draft";

const kept: z.ZodType<Draft> = z.object({
  protein: z.string(),
  ligand: z.string(),
  engine: z.enum(engines),
  msa: z.enum(["none", "given", "server"]),
  a3m: z.string(),
  numbers: z.record(z.string(), z.string()),
  flags: z.record(z.string(), z.boolean()),
});

/** The form as it was left; an empty one where there was none, or it cannot be read. */
export function keptDraft(): Draft {
  try {
    return kept.safeParse(JSON.parse(sessionStorage.getItem(key) ?? "")).data ?? emptyDraft;
  } catch {
    return emptyDraft;
  }
}

/** Keeps the form. A browser takes a few megabytes, which an alignment may exceed: it goes first. */
export function keepDraft(draft: Draft): void {
  for (const some of [draft, { ...draft, a3m: "" }]) {
    try {
      sessionStorage.setItem(key, JSON.stringify(some));
      return;
    } catch {
      // It is full, or not allowed.
    }
  }
}
