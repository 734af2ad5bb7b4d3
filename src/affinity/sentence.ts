/** Pieces of the sentences that say what is wrong. */

/** A number and its noun: `1 residue`, `2 residues`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A character, as a sentence can show it: one that cannot be seen by its code. */
export function shown(character: string): string {
  if (character === " ") return "a blank";
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) return `\`${character}\``;
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return `the character U+${code}`;
}

/** Most of another's words that a sentence quotes. */
const MOST_QUOTED = 200;

/** What another program said, fit for a sentence: on one line, not endless; undefined if it is a page. */
export function quotable(words: string): string | undefined {
  const line = words.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  if (line === "" || line.startsWith("<")) return undefined;
  return line.length <= MOST_QUOTED ? line : `${line.slice(0, MOST_QUOTED).trimEnd()} …`;
}
