/** A file that is dropped on a form: which field it is for, and whether it is a text at all. */
import { parseLigandList } from "#src/affinity/ligand-list.ts";
import type { Draft } from "./draft.ts";

/** A field that a file can be dropped on. */
export type Field = "protein" | "ligand";

/** Largest file of a protein or a ligand, bytes: far more than either has. */
const mostBytes = 1_000_000;

/** Largest file of an alignment, bytes: the field says itself what is too much for a prediction. */
const mostAlignmentBytes = 32_000_000;

const ofLigands = /\.(smi|smiles|mol|sdf|sd|mdl)$/i;
const ofTables = /\.(csv|tsv)$/i;
const ofProteins = /\.(fa|fas|fasta|faa|seq)$/i;
const ofAlignments = /\.a3m$/i;
const ofStructures = /\.(pdb|ent|cif|mmcif|bcif|pdbqt)$/i;
const ofDocuments =
  /\.(pdf|png|jpe?g|gif|webp|svg|zip|gz|docx?|xlsx?|pptx?|odt|ods|npz|html?|exe)$/i;

/** Whether a file is an alignment, by its name. */
export function isAlignment({ name }: File): boolean {
  return ofAlignments.test(name);
}

/** Whether a file is a protein: by its name, or by its beginning. */
export async function isProtein(file: File): Promise<boolean> {
  if (ofProteins.test(file.name)) return true;
  return (await file.slice(0, 1000).text()).trimStart().startsWith(">");
}

/**
 * The text of a file.
 * @param most bytes that are read
 * @throws Error with a sentence where it is too large, no text, or the structure of a protein
 */
export async function textOf(file: File, most: number): Promise<string> {
  const { name, size } = file;
  if (ofStructures.test(name)) {
    throw new Error(`${name} is a structure: give its sequence, as letters or FASTA.`);
  }
  if (size > most) {
    const megabytes = (size / 1e6).toPrecision(size < 1e7 ? 2 : 3);
    throw new Error(`${name} has ${Number(megabytes)} MB; at most ${most / 1e6} are read.`);
  }
  if (ofDocuments.test(name) || isBinary(await file.slice(0, 1000).text())) {
    throw new Error(`${name} is no text: nothing of it was taken.`);
  }
  return file.text();
}

/** Whether a beginning has what no text has: NUL, or many bytes that are no characters. */
function isBinary(beginning: string): boolean {
  const strange = beginning.match(/\uFFFD/g)?.length ?? 0;
  return beginning.includes("\0") || strange > beginning.length / 20;
}

/** The field of a form under the pointer, if there is one. */
export function fieldAt(target: EventTarget | null): Field | undefined {
  if (!(target instanceof Element)) return undefined;
  if (target.closest(".given-protein") !== null) return "protein";
  return target.closest(".given-ligand") === null ? undefined : "ligand";
}

/**
 * What a file changes of the form of a prediction. Its name says what it is for; if that says nothing, the
 * field that it is dropped on does.
 * @throws Error with a sentence where it cannot be taken
 */
export async function changeOf(file: File, over: Field | undefined): Promise<Partial<Draft>> {
  const { name } = file;
  if (isAlignment(file)) return { msa: "given", a3m: await textOf(file, mostAlignmentBytes) };
  const text = await textOf(file, mostBytes);
  if (ofTables.test(name) && over !== "protein") {
    const ligands = parseLigandList(text, "csv");
    const lines = ligands.map(({ structure, name = "" }) => `${structure} ${name}`.trim());
    return { ligand: `${lines.join("\n")}\n` };
  }
  if (ofLigands.test(name)) return { ligand: text.replace(/\s+$/, "\n") };
  if (await isProtein(file)) return { protein: text };
  if (over === "ligand") return { ligand: text.replace(/\s+$/, "\n") };
  if (over === "protein") return { protein: text };
  throw new Error(`${name} may be anything: drop it on the field that it is for.`);
}
