/** The list of ligands of the form, kept for as long as the tab: a reload loses nothing of it. */
import * as z from "zod";
import { ligandListFormats } from "#src/affinity/screen-request.ts";
import { textOf } from "../ask/taken-file.ts";
import { guessFormat } from "./guess.ts";

const key = "retort.affinity.ligands";

/** Characters that can be typed in with ease; a longer list is shown by its name and its beginning. */
export const mostTyped = 200_000;

/** Largest file that is read, bytes: ten thousand ligands with drawings of their atoms take less. */
const mostBytes = 64_000_000;

const given = z.object({
  text: z.string(),
  format: z.enum(ligandListFormats),
  /** Whether the format was chosen, and is guessed no more. */
  isChosen: z.boolean(),
  /** Of the file that it is from. */
  fileName: z.string().optional(),
});

/** A list as it stands in the form. */
export type GivenList = z.infer<typeof given>;

/** None. */
export const noList: GivenList = { text: "", format: "smiles", isChosen: false };

/** The list with another text; its format is guessed unless somebody chose it. */
export function withText(list: GivenList, text: string): GivenList {
  if (text.trim() === "") return noList;
  return { ...list, text, format: list.isChosen ? list.format : guessFormat(text) };
}

/**
 * The list of a file.
 * @throws Error with a sentence where it is too large, or no text
 */
export async function listOf(file: File): Promise<GivenList> {
  const text = await textOf(file, mostBytes);
  return { text, format: guessFormat(text, file.name), isChosen: false, fileName: file.name };
}

/** The list as it was left; none where there was none, or it cannot be read. */
export function keptList(): GivenList {
  try {
    return given.safeParse(JSON.parse(sessionStorage.getItem(key) ?? "")).data ?? noList;
  } catch {
    return noList;
  }
}

/** Keeps the list, unless it is longer than a browser keeps. */
export function keepList(list: GivenList): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(list));
  } catch {
    sessionStorage.removeItem(key);
  }
}
