/** Whether a text is a structure in mmCIF. */

/**
 * What is wrong with its atoms: there must be some, each at a place; nothing else of the format is read.
 * Components of the PDB have capital letters, numbers of Python that are none have small ones.
 */
export function atomsFault(mmcif: string): string | undefined {
  const atoms = mmcif.match(/^(?:ATOM|HETATM)\s.*$/gm) ?? [];
  if (atoms.length === 0) return "There are no atoms in it.";
  if (atoms.some((atom) => /\s[-+]?(?:nan|inf)\s/.test(atom))) return "Some atoms are nowhere.";
  return undefined;
}

/** Why a text cannot be a template: what a reader of mmCIF needs to find any atom at all. */
export function templateFault(text: string): string | undefined {
  if (text.trim() === "") return "must be the text of an mmCIF file, but is empty";
  if (/^data_/im.test(text) && /\s_atom_site\.\w/i.test(text)) return undefined;
  return /^(?:ATOM {2}|HETATM|HEADER|REMARK|CRYST1)/m.test(text)
    ? "must be the text of an mmCIF file, but is of the older PDB format"
    : "must be the text of an mmCIF file: a block that begins with `data_` and has `_atom_site` in it";
}
