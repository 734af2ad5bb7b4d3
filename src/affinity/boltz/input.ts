/** What Boltz is asked: one complex, and the affinity of one of its ligands. */
import type { Complex } from "#src/affinity/complex.ts";

/**
 * A complex to predict: a record, in Boltz's words. What it is made of has been validated; Boltz itself
 * would silently predict something else.
 */
export interface BoltzInput {
  /** Names its files: 1 … 64 letters, digits, `-` and `_`, each record's own in a run. */
  readonly id: string;
  /**
   * All chains in Boltz's order, at least one protein. A protein without an alignment is predicted from
   * its sequence alone: nothing here asks a server for one.
   */
  readonly sequences: Complex["sequences"];
  /** Default: none. */
  readonly constraints?: Complex["constraints"];
  /** Default: none. */
  readonly templates?: Complex["templates"];
  /** Id of the ligand whose affinity is asked for. Default: no affinity is. */
  readonly binder?: string;
}

/** A file that Boltz reads. */
export interface InputFile {
  /** From the run's folder, which is Boltz's working directory: it takes paths from there. */
  readonly path: string;
  readonly text: string;
}

/** The folder of the records, from the run's. Boltz refuses one in which anything else is. */
export const inputFolder = "inputs";

/** The folder of alignments and templates, from the run's. */
export const attachmentFolder = "attachments";

/**
 * The files of a record: its description, then what it refers to. The description is JSON, which is
 * YAML: in YAML of another writing a ligand `NO` is false, and a backslash of a SMILES an escape.
 * @throws RangeError when the id cannot name a file
 */
export function inputFiles(input: BoltzInput): readonly InputFile[] {
  const { id, binder, constraints = [], templates = [] } = input;
  if (!/^[\w-]{1,64}$/.test(id)) throw new RangeError(`"${id}" is no id of a record.`);
  const attachments: InputFile[] = [];
  const attach = (name: string, text: string): string => {
    const path = `${attachmentFolder}/${id}-${name}`;
    attachments.push({ path, text });
    return path;
  };
  const sequences = input.sequences.map((chain, i) => {
    if (chain.protein === undefined) return chain;
    const { msa = "empty", notes: _, ...protein } = chain.protein;
    return { protein: { ...protein, msa: msa === "empty" ? msa : attach(`${i}.a3m`, msa) } };
  });
  const description = {
    version: 1,
    sequences,
    ...(constraints.length > 0 && { constraints }),
    ...(templates.length > 0 && {
      templates: templates.map((template, i) => ({
        ...template,
        cif: attach(`${i}.cif`, template.cif),
      })),
    }),
    ...(binder !== undefined && { properties: [{ affinity: { binder } }] }),
  };
  return [{ path: `${inputFolder}/${id}.yaml`, text: JSON.stringify(description) }, ...attachments];
}
