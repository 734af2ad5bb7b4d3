/** What a prediction has found, as lines of a terminal. */
import { styleText } from "node:util";
import { affinityUnits, concentrationText } from "#src/affinity/units.ts";
import type { Contact, PredictionResult } from "#src/client/index.ts";
import { type Display, inOneLine } from "./table.ts";

/** What stands above everything that the demonstration engine says. */
export const inventedNotice = "DEMONSTRATION: these numbers are invented. No model ran.";

/** Everything about one result, a line each. */
export function predictionLines(result: PredictionResult, display: Display): string[] {
  const { ligand, members, structures, provenance } = result;
  const fields: [name: string, text: string][] = [
    ["IC50", `${concentrationText(result.ic50_nm)} (pIC50 ${result.pic50.toFixed(2)})`],
    ["binding", `${result.affinity_probability_binary.toFixed(2)}, ${result.binding}`],
    ["models", members === undefined ? "" : membersText(members, result.spread)],
    ["ΔG", `${signed(result.delta_g, 2)} kcal/mol. ${result.delta_g_note}`],
    ["confidence", confidenceText(result)],
    ["ligand", `${ligand.canonical_smiles}, ${ligand.descriptors.mw.toFixed(1)} g/mol`],
    ...contactFields(result.contacts ?? []),
    ["structures", structures.map(({ name }) => name).join(", ")],
    ...result.warnings.map((text): [string, string] => ["warning", text]),
    ["engine", engineText(result, provenance)],
    ["job", result.job_id],
  ];
  const lines = fields.flatMap(([name, text]) =>
    text === "" ? [] : [`${name.padEnd(11)} ${inOneLine(text)}`],
  );
  return result.simulated ? [invented(display), ...lines] : lines;
}

/** The notice, as loud as the display can be. */
export function invented(display: Display): string {
  if (!display.hasColors?.()) return inventedNotice;
  return styleText(["bold", "inverse", "yellow"], ` ${inventedNotice} `, { validateStream: false });
}

/** With a minus sign as people set it. */
function signed(value: number, digits: number): string {
  return value.toFixed(digits).replace("-", "−");
}

function membersText(
  members: NonNullable<PredictionResult["members"]>,
  spread: number | undefined,
): string {
  const values = members.map(({ affinity_pred_value: y, affinity_probability_binary: p }) => {
    return `${concentrationText(affinityUnits(y).ic50_nm)} with ${p.toFixed(2)}`;
  });
  const apart = spread === undefined ? "" : `; they are ${spread.toFixed(2)} decades apart`;
  return `${values.join(", ")}${apart}`;
}

/** Scores from 0 to 1, and errors in Å, as far as the engine tells them. */
function confidenceText(result: PredictionResult): string {
  const score = (name: string, value: number | undefined) =>
    value === undefined ? [] : [`${name}${value.toFixed(2)}`];
  const error = (name: string, value: number | undefined) =>
    value === undefined ? [] : [`${name} ${value.toFixed(2)} Å`];
  return [
    ...score("", result.confidence_score),
    ...score("pTM ", result.ptm),
    ...score("ipTM ", result.iptm),
    ...score("pLDDT ", result.complex_plddt),
    ...score("pLDDT at the interface ", result.complex_iplddt),
    ...error("PDE", result.complex_pde),
    ...error("PDE at the interface", result.complex_ipde),
  ].join(", ");
}

const contactNames = {
  hydrogen_bond: "H bonds",
  hydrophobic: "hydrophobic",
  salt_bridge: "salt bridge",
  pi: "π",
} as const satisfies Readonly<Record<Contact["kind"], string>>;

/** A line for each kind of contact that there is. */
function contactFields(contacts: readonly Contact[]): [name: string, text: string][] {
  return Object.entries(contactNames).map(([kind, name]) => {
    const all = contacts.filter((contact) => contact.kind === kind);
    const texts = all.map(({ residue, distance }) => `${residue} ${distance.toFixed(1)} Å`);
    return [name, texts.join(", ")];
  });
}

function engineText(
  { engine }: PredictionResult,
  { boltz_version: version, device, seed }: PredictionResult["provenance"],
): string {
  return [
    version === undefined ? engine : `${engine} ${version}`,
    ...(device === undefined ? [] : [`on ${device}`]),
    ...(seed === undefined ? [] : [`with seed ${seed}`]),
  ].join(" ");
}
