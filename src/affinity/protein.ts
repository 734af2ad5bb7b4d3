/** A protein's sequence as people paste it, and what Boltz would make of it. */
import { wouldBeAccession } from "./accession.ts";
import { type FastaRecord, fastaRecords } from "./fasta.ts";
import { memoryWarning } from "./memory.ts";
import { wouldBeProteinName } from "./protein-name.ts";
import { counted, shown } from "./sentence.ts";
import type { Finding, ProteinValidation } from "./validation.ts";

/** Limits of a protein. */
export const proteinLimits = {
  /** Most characters that are looked at, blanks and header included. */
  characters: 100_000,
  /** Most residues of one chain. Ours: 230 GB of memory by `memory.ts`, more than any one GPU has. */
  residues: 4_000,
} as const;

const known = new Set("ACDEFGHIKLMNPQRSTVWY");

/** Residues of which nobody calls a chain of fewer a protein. */
const peptide = 10;

/** Letters that Boltz reads as an unknown residue, and what to write instead. */
const unknown: Readonly<Record<string, string>> = {
  X: "any residue",
  B: "D or N",
  Z: "E or Q",
  J: "I or L",
  U: "selenocysteine; C is nearest",
  O: "pyrrolysine; K is nearest",
};

/** What can be said of a protein's text: bare letters, or FASTA with one record. */
export function validateProtein(text: string): ProteinValidation {
  if (text.length > proteinLimits.characters) {
    const message = `The text has ${text.length} characters; at most ${proteinLimits.characters} are read.`;
    return answer("", [], [{ message, position: proteinLimits.characters }]);
  }
  const name = wouldBeAccession(text) ?? wouldBeProteinName(text);
  if (name !== undefined) return answer("", [], [{ message: name }]);
  const records = fastaRecords(text);
  if (records.length > 1) return answer("", [], [{ message: severalRecords(records) }]);
  const record = records[0] ?? { header: undefined, body: "", start: 0 };
  const { letters, warnings, errors } = clean(record);
  const sequence = letters.map(({ letter }) => letter.toUpperCase()).join("");
  if (errors.length === 0) errors.push(...wholeFaults(sequence));
  // What a prediction lacks comes before what was left out of a text.
  if (errors.length === 0) warnings.unshift(...unknowns(letters), ...oddities(sequence));
  return answer(sequence, warnings, errors);
}

function answer(sequence: string, warnings: Finding[], errors: Finding[]): ProteinValidation {
  const valid = errors.length === 0;
  const message = valid
    ? `A protein of ${counted(sequence.length, "residue")}.`
    : errors.map(({ message }) => message).join(" ");
  return { valid, sequence, length: sequence.length, message, warnings, errors };
}

function severalRecords(records: readonly FastaRecord[]): string {
  const names = records
    .slice(0, 3)
    .map(({ header }) => `\`${header?.slice(0, 40) ?? "(no header)"}\``);
  const more = records.length > 3 ? ", …" : "";
  return `The text has ${records.length} records (${names.join(", ")}${more}), but a protein is one chain: give one here, and further chains under \`complex\`.`;
}

/** A letter of the sequence and its index in the text. */
interface Letter {
  readonly letter: string;
  readonly position: number;
}

/** Leaves out what is no residue and says so, and finds what is neither. */
function clean({ body, header, start }: FastaRecord) {
  const letters: Letter[] = [];
  const errors: Finding[] = [];
  const left = { blank: 0, lineBreak: 0, digit: 0, gap: 0 };
  let end = body.length;
  while (end > 0 && /[\s*]/.test(body[end - 1]!)) end--;
  let stopped = false;
  for (const { 0: character, index } of body.matchAll(/\r\n|./gsu)) {
    const position = start + index;
    if (/[\r\n]/.test(character)) left.lineBreak += index < end && letters.length > 0 ? 1 : 0;
    else if (/\s/.test(character)) left.blank++;
    else if (/[0-9]/.test(character)) left.digit++;
    else if (character === "-") left.gap++;
    else if (/[A-Za-z]/.test(character)) letters.push({ letter: character, position });
    else if (character === "*" && index >= end) stopped = true;
    else errors.push({ message: noResidue(character, letters.length), position });
  }
  const warnings: Finding[] = [];
  const say = (message: string) => warnings.push({ message });
  const parts = [
    ...(left.blank > 0 ? [counted(left.blank, "blank")] : []),
    ...(left.digit > 0 ? [counted(left.digit, "digit")] : []),
    ...(header === undefined && left.lineBreak > 0 ? [counted(left.lineBreak, "line break")] : []),
  ];
  if (parts.length > 0) say(`Left out: ${parts.join(", ")}.`);
  if (left.gap > 0) {
    say(`Left out: ${counted(left.gap, "gap")} (\`-\`), as of an aligned sequence.`);
  }
  if (stopped) say("Left out: the stop (`*`) at the end.");
  const lower = letters.filter(({ letter }) => /[a-z]/.test(letter)).length;
  if (lower > 0) {
    say(
      `${counted(lower, "letter")} in lower case ${lower === 1 ? "is" : "are"} read as upper case.`,
    );
  }
  return { letters, warnings, errors: few(errors) };
}

function noResidue(character: string, before: number): string {
  const place = before === 0 ? "At the beginning" : `After residue ${before}`;
  if (character === "*") {
    return `${place} is a stop (\`*\`), which only the end may have: which part is the protein?`;
  }
  return `${place} is ${shown(character)}, which is not the letter of an amino acid.`;
}

/** A thousand bad letters are one mistake: the first three, and how many more. */
function few(errors: Finding[]): Finding[] {
  if (errors.length <= 4) return errors;
  const message = `So are ${errors.length - 3} more characters.`;
  return [...errors.slice(0, 3), { message }];
}

function wholeFaults(sequence: string): Finding[] {
  if (sequence === "") return [{ message: "The sequence is empty." }];
  if (![...sequence].some((letter) => known.has(letter))) {
    return [{ message: "Not one residue is known: there is nothing to fold." }];
  }
  if (sequence.length <= proteinLimits.residues) return [];
  const message = `The protein has ${sequence.length} residues; at most ${proteinLimits.residues} are predicted.`;
  return [{ message }];
}

function unknowns(letters: readonly Letter[]): Finding[] {
  return Object.entries(unknown).flatMap(([name, instead]) => {
    const found = letters.flatMap(({ letter }, i) => (letter.toUpperCase() === name ? [i] : []));
    if (found.length === 0) return [];
    const places = found
      .slice(0, 3)
      .map((i) => i + 1)
      .join(", ");
    const more = found.length > 3 ? `, … (${found.length} in all)` : "";
    const message = `\`${name}\` (${instead}) at residue ${places}${more} is unknown to Boltz, which models no side chain for it.`;
    return [{ message, position: letters[found[0]!]!.position }];
  });
}

function oddities(sequence: string): Finding[] {
  const memory = memoryWarning(sequence.length);
  const isPeptide = sequence.length < peptide;
  return [
    ...(isPeptide
      ? [
          {
            message: `A chain of ${counted(sequence.length, "residue")} is a peptide: is it the whole protein?`,
          },
        ]
      : []),
    ...(/^[ACGTUN]{12,}$/.test(sequence)
      ? [{ message: "All letters are those of DNA or RNA: is this a gene instead of a protein?" }]
      : []),
    ...(memory === undefined ? [] : [{ message: memory }]),
  ];
}
