/** Names of database entries that people paste where a sequence belongs. */

/** An entry of the PDB, also with a chain (`1HEW`, `1hew_A`, `pdb_00001hew`). */
const pdb = /^(?:pdb_0000)?([1-9][a-z0-9]{3})(?:[_:.][a-z0-9]{1,4})?$/i;

/** An accession of UniProt, by the pattern of uniprot.org/help/accession_numbers. */
const uniprot = /^(?:[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9](?:[A-Z][A-Z0-9]{2}[0-9]){1,2})$/i;

/**
 * What to do with a text that names a database's entry; undefined if it names none. Without this the
 * digits would be left out, and what is left folded.
 */
export function wouldBeAccession(text: string): string | undefined {
  const word = text.trim();
  const entry = pdb.exec(word)?.[1]?.toUpperCase();
  if (entry !== undefined) {
    return `\`${word}\` is the id of a PDB entry, not a sequence: its sequences are at https://www.rcsb.org/fasta/entry/${entry}.`;
  }
  if (!uniprot.test(word)) return undefined;
  return `\`${word}\` is a UniProt accession, not a sequence: its sequence is at https://rest.uniprot.org/uniprotkb/${word.toUpperCase()}.fasta.`;
}
