/** Names of amino acids in structures. */

const names: Readonly<Record<string, string>> = {
  ...{ A: "ALA", C: "CYS", D: "ASP", E: "GLU", F: "PHE", G: "GLY", H: "HIS", I: "ILE", K: "LYS" },
  ...{ L: "LEU", M: "MET", N: "ASN", P: "PRO", Q: "GLN", R: "ARG", S: "SER", T: "THR", V: "VAL" },
  ...{ W: "TRP", Y: "TYR" },
};

/** The three letters of a residue by its one, a capital; `UNK` for what is none of the twenty. */
export function residueName(letter: string): string {
  return names[letter] ?? "UNK";
}
