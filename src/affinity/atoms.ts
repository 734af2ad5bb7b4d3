/** The atoms of a molecule, and what follows from counting them. */

/** One atom that a molecule's graph states. */
export interface Atom {
  readonly symbol: string;
  /** Hydrogens on it that are not atoms of the graph. */
  readonly hydrogens: number;
  readonly charge: number;
  /** Unpaired electrons. */
  readonly radicals: number;
}

/** The formula in Hill's order: carbon, hydrogen, the rest by the alphabet; then the charge. */
export function formulaOf(atoms: readonly Atom[]): string {
  const counts = new Map<string, number>();
  const add = (symbol: string, number: number) => {
    if (number > 0) counts.set(symbol, (counts.get(symbol) ?? 0) + number);
  };
  for (const { symbol, hydrogens } of atoms) {
    add(symbol, 1);
    add("H", hydrogens);
  }
  const first = counts.has("C") ? ["C", "H"] : [];
  const rest = [...counts.keys()].filter((symbol) => !first.includes(symbol)).sort();
  const elements = [...first, ...rest].filter((symbol) => counts.has(symbol));
  const parts = elements.map(
    (symbol) => `${symbol}${counts.get(symbol) === 1 ? "" : counts.get(symbol)}`,
  );
  return parts.join("") + chargeText(chargeOf(atoms));
}

/** The sum of the formal charges. */
export function chargeOf(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, { charge }) => sum + charge, 0);
}

/** Atoms other than hydrogen. */
export function heavyAtoms(atoms: readonly Atom[]): number {
  return atoms.filter(({ symbol }) => symbol !== "H").length;
}

/** All atoms, hydrogens too. */
export function allAtoms(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, { hydrogens }) => sum + 1 + hydrogens, 0);
}

/** As chemists write it after a formula: nothing, `+`, `-`, `+2`, `-2`. */
function chargeText(charge: number): string {
  if (charge === 0) return "";
  const size = Math.abs(charge);
  return `${charge > 0 ? "+" : "-"}${size === 1 ? "" : size}`;
}
