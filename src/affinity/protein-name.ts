/** Proteins' names that people write where a sequence belongs. */
import { examples } from "./examples.ts";

/** Longest text that is taken for a word: proteins in small letters are longer. */
const MOST_LETTERS = 30;

/**
 * What to do with a text that is a protein's name; undefined if it is none that can be known. Its letters
 * would be folded: that of an example in any case, or a word with a capital and small letters after it.
 */
export function wouldBeProteinName(text: string): string | undefined {
  const words = text.trim();
  const isExample = examples.proteins.some(
    ({ name }) => name.toLowerCase() === words.toLowerCase(),
  );
  if (isExample) {
    return `\`${words}\` is the name of an example, not a sequence: its sequence is among the examples.`;
  }
  if (words.length >= MOST_LETTERS || !/^[A-Z][a-z]+(?: [A-Za-z]?[a-z]+)*$/.test(words)) {
    return undefined;
  }
  return `\`${words}\` is written like a name: give the sequence, or if it is one, in capitals.`;
}
