/** Molecules such as a library for a screen has, made of fragments. */

/** Rings with two places that no symmetry exchanges: `{a}` and `{b}` take a substituent each. */
const cores = [
  "c1cc({a})c(F)cc1{b}",
  "c1cc({a})cnc1{b}",
  "c1nc({a})ncc1{b}",
  "c1c({a})scc1{b}",
  "c1c({a})occ1{b}",
  "CC1CN({a})CCN1{b}",
  "C1CC({a})CCN1{b}",
  "c1ccc2c(c1)c({a})cn2{b}",
  "c1ccc2nc({a})cc(c2c1){b}",
  "c1ccc2c(c1)nc({a})n2{b}",
  "O=C1N({a})CCC1{b}",
  "c1cc({a})nn1{b}",
] as const;

/** Substituents of `{a}`, then of `{b}`: each is good on carbon and on an amine. */
const ends = [
  "C",
  "CC",
  "C(C)C",
  "CCO",
  "CCOC",
  "CC#N",
  "CC(=O)N",
  "CC(=O)O",
  "CCN(C)C",
  "C(=O)C",
  "C(=O)NC",
  "C(=O)c9ccccc9",
  "C9CC9",
  "C9CCOCC9",
  "Cc9ccccc9",
  "Cc9ccc(F)cc9",
  "Cc9ccncc9",
  "c9ccc(Cl)cc9",
  "c9ccc(OC)cc9",
  "S(=O)(=O)C",
  "CC(F)(F)F",
] as const;

/** How many there are at most. */
export const mostDrugLike = cores.length * ends.length * ends.length;

/**
 * So many SMILES, each another molecule, small and large ones mixed.
 * @param count at most `mostDrugLike`
 */
export function drugLike(count: number): string[] {
  if (count > mostDrugLike) {
    throw new RangeError(`There are ${mostDrugLike} molecules, not ${count}.`);
  }
  // Coprime to their number: one visits all of them before any comes again.
  const stride = 2503;
  return Array.from({ length: count }, (_, i) => {
    const number = (i * stride) % mostDrugLike;
    const rest = Math.floor(number / cores.length);
    const a = ends[rest % ends.length]!;
    const b = ends[Math.floor(rest / ends.length)]!;
    return cores[number % cores.length]!.replace("{a}", a).replace("{b}", b);
  });
}
