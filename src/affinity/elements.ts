/** Chemical elements by atomic number. */

const symbols = (
  "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr " +
  "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm " +
  "Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No " +
  "Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og"
).split(" ");

/** The elements of molecules that Boltz-2's affinity takes: no metal, no noble gas, no dummy atom. */
export const organicElements = "H B C N O F Si P S Cl As Se Br Te I".split(" ");

const organic = new Set(organicElements);

/** The symbol of an atomic number; `*` for 0, the dummy atom. */
export function symbolOf(atomicNumber: number): string {
  return atomicNumber === 0 ? "*" : (symbols[atomicNumber - 1] ?? "?");
}

/** Whether an element is one of organic molecules. */
export function isOrganic(symbol: string): boolean {
  return organic.has(symbol);
}
