/** What kind of element a name means, and what it may have been meant to be if none. */
import { type ElementSymbol, elementSymbols } from "./elements.ts";

/**
 * What may follow a symbol: impedance.py's digits and underscores, or a label that begins in lower
 * case, as in `Ra` and `Rsh`.
 */
const label = /^(?:[0-9_]*|_?[a-z][A-Za-z0-9_]*)$/;

/** Names of elements elsewhere, and the symbol they have here. */
const elsewhere: ReadonlyMap<string, ElementSymbol> = new Map([
  ["e", "CPE"],
  ["q", "CPE"],
  ["o", "Wo"],
]);

/** The kind of element a name begins with, the longest that leaves a label; undefined if none. */
export function symbolOf(name: string): ElementSymbol | undefined {
  const symbol = elementSymbols.find(
    (candidate) => name.startsWith(candidate) && label.test(name.slice(candidate.length)),
  );
  const meant = bySpelling(name);
  // `Cpe1` is rather a misspelt CPE than a capacitor called pe1.
  return meant !== undefined && meant !== symbol && meant.length > (symbol?.length ?? 0)
    ? undefined
    : symbol;
}

/** The symbol somebody may have meant by a name that has none; undefined if nothing comes near. */
export function suggestionFor(name: string): ElementSymbol | undefined {
  const stem = stemOf(name);
  return (
    bySpelling(name) ??
    elsewhere.get(stem) ??
    elementSymbols.find((s) => stem.startsWith(s.toLowerCase()))
  );
}

/** The symbol that is the name's stem but for capitals. */
function bySpelling(name: string): ElementSymbol | undefined {
  const stem = stemOf(name);
  return elementSymbols.find((symbol) => symbol.toLowerCase() === stem);
}

/** The name up to its first digit or underscore, in lower case. */
function stemOf(name: string): string {
  return name.split(/[0-9_]/, 1)[0]!.toLowerCase();
}
