/**
 * What the rows of a prediction's matrices stand for: Boltz has one token for each residue of a
 * standard kind, and one for each heavy atom of everything else, in the order of the structure's file.
 */

/** What a row of the matrices stands for. */
export interface Token {
  readonly chain: string;
  /** Of a residue, or of a ligand's atom: `ASP`, `LIG1`. */
  readonly component: string;
  /** Number of a residue in its chain, from 1; absent for a ligand. */
  readonly residue?: number;
  /** Name of a ligand's atom. */
  readonly atom?: string;
}

/** The columns that are read. */
const columns = {
  group: "group_PDB",
  element: "type_symbol",
  atom: "label_atom_id",
  component: "label_comp_id",
  residue: "label_seq_id",
  chain: "label_asym_id",
} as const;

/** The tokens of a structure, from its mmCIF; none where it has no atoms, or lacks a column. */
export function tokensOf(cif: string): Token[] {
  const lines = cif.split("\n");
  const first = lines.findIndex((line) => line.startsWith("_atom_site."));
  if (first === -1) return [];
  const headings: string[] = [];
  let at = first;
  for (; lines[at]?.startsWith("_atom_site."); at++) {
    headings.push(lines[at]!.slice("_atom_site.".length).trim());
  }
  const [group, element, atom, component, residue, chain] = Object.values(columns).map((name) =>
    headings.indexOf(name),
  ) as [number, number, number, number, number, number];
  if (Math.min(group, element, atom, component, residue, chain) < 0) return [];
  const tokens: Token[] = [];
  for (; /^(ATOM|HETATM)\s/.test(lines[at] ?? ""); at++) {
    const values = valuesOf(lines[at]!);
    const place = { chain: values[chain]!, component: values[component]! };
    if (values[group] === "HETATM") {
      if (values[element] !== "H") tokens.push({ ...place, atom: values[atom]! });
      continue;
    }
    const number = Number(values[residue]);
    const last = tokens.at(-1);
    if (last?.chain !== place.chain || last.residue !== number) {
      tokens.push({ ...place, residue: number });
    }
  }
  return tokens;
}

/** The values of a line: separated by blanks, in quotation marks where they hold some. */
function valuesOf(line: string): string[] {
  // Nearly every line has no marks, and is read several times faster so.
  if (!/['"]/.test(line)) return line.split(/\s+/);
  const value = /'((?:[^']|'(?=\S))*)'|"((?:[^"]|"(?=\S))*)"|(\S+)/g;
  return Array.from(line.matchAll(value), (found) => (found[1] ?? found[2] ?? found[3])!);
}

/** A token in words, as in `A:ASP25` or `B:C7`. */
export function tokenName({ chain, component, residue, atom }: Token): string {
  return `${chain}:${atom ?? `${component}${residue ?? ""}`}`;
}

/** Where a chain begins and ends among the tokens. */
export interface ChainSpan {
  readonly chain: string;
  readonly start: number;
  /** The first token that is another chain's. */
  readonly end: number;
}

/** The chains of the tokens, in order. */
export function chainSpans(tokens: readonly Token[]): ChainSpan[] {
  const spans: ChainSpan[] = [];
  for (const [i, { chain }] of tokens.entries()) {
    const last = spans.at(-1);
    if (last?.chain === chain) spans[spans.length - 1] = { ...last, end: i + 1 };
    else spans.push({ chain, start: i, end: i + 1 });
  }
  return spans;
}
