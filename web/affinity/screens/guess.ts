/** How a list of ligands is written, guessed from the name of its file and from its beginning. */
import type { LigandListFormat } from "#src/affinity/ligand-list.ts";

/** The formats, as people call them. */
export const formatNames: Readonly<Record<LigandListFormat, string>> = {
  smiles: "SMILES, one a line",
  csv: "CSV with a column smiles",
  sdf: "SDF",
  json: "JSON",
};

const endings: Readonly<Record<string, LigandListFormat>> = {
  json: "json",
  csv: "csv",
  tsv: "csv",
  sdf: "sdf",
  sd: "sdf",
  mol: "sdf",
  smi: "smiles",
  smiles: "smiles",
  ism: "smiles",
};

/** Characters that are looked at: the first record of an SDF has fewer. */
const looked = 100_000;

/**
 * The format of a list.
 * @param fileName of the file that it is from; its ending decides, if it is one of these
 */
export function guessFormat(text: string, fileName = ""): LigandListFormat {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return endings[ending] ?? byContent(text.slice(0, looked).replace(/^\uFEFF/, ""));
}

function byContent(text: string): LigandListFormat {
  if (/^(?:M {2}END|\$\$\$\$)/m.test(text)) return "sdf";
  const start = text.trimStart();
  // A SMILES may begin with a bracket, too, but with no such thing in it.
  if (/^\[\s*(?:["{\]]|$)/.test(start)) return "json";
  const [first = ""] = start.split(/\r\n|\r|\n/);
  const cells = first.split(/[,;\t]/).map((cell) => cell.replaceAll('"', "").trim().toLowerCase());
  const isHeading = cells.some((cell) => /^(?:canonical_)?smiles$/.test(cell));
  return isHeading || (cells.length > 1 && cells.includes("structure")) ? "csv" : "smiles";
}
