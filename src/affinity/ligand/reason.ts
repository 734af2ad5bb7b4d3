/** Why RDKit could not read a SMILES or a mol block, from its log. */
import { isMolBlock } from "../ligand.ts";
import type { Finding } from "../validation.ts";

/** Time and name of the part of RDKit, before each line that says something. */
const preamble = /^\[[\d:]+\] (?:SMILES Parse Error: )?/;

/** Lines that repeat the input or mark a place in it. */
const noise = /^(?:check for mistakes around position \d+:|Failed parsing SMILES|\s*~*\^)/;

/**
 * RDKit's own reason, and the place that it names: the first is what it met, the rest follows from it.
 *
 * @param log what it wrote while reading
 * @param structure what it read
 */
export function reasonOf(log: string, structure: string): Finding {
  const { message, ...place } = toldReason(log, structure);
  const isWord = /^[A-Za-z]{4,}$/.test(structure);
  const hint = " If it is a name: its SMILES is wanted, and GET /examples has some by name.";
  return { message: isWord ? `${message}${hint}` : message, ...place };
}

function toldReason(log: string, structure: string): Finding {
  const lines = log.split("\n").map((line) => line.replace(preamble, ""));
  const said = lines.find((line) => line.trim() !== "" && !noise.test(line));
  const place = /around position (\d+):/.exec(log)?.[1];
  const position = place === undefined ? undefined : Number(place) - 1;
  const reason = said
    ?.replace(/(?: while parsing: | for input: ).*$/s, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const failure = `RDKit cannot read this ${isMolBlock(structure) ? "mol block" : "SMILES"}`;
  if (reason === undefined) return { message: `${failure}, and does not say why.` };
  if (position === undefined || position >= structure.length) {
    return { message: `${failure}: ${reason}.` };
  }
  const message = `${failure}: ${reason}, around character ${position + 1} (\`${structure[position]}\`).`;
  return { message, position };
}
