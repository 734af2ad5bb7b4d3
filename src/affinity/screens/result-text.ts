/** The results of a screen as text: CSV for spreadsheets, JSON lines for programs. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import type { ScreenLigand } from "../screen.ts";
import { ligandsAt } from "./ligands.ts";
import { screenWithin } from "./own.ts";
import { placesOf } from "./ranking.ts";

/** Ligands that are read at once. */
const PORTION = 250;

/** The ways in which results are written. */
export type ResultFormat = "csv" | "jsonl";

/** The columns of the CSV, and what is in each. */
const columns: Readonly<Record<string, (ligand: ScreenLigand) => string | number | undefined>> = {
  rank: ({ rank }) => rank,
  place: ({ place }) => place,
  name: ({ name }) => name,
  smiles: ({ smiles }) => smiles,
  canonical_smiles: ({ canonical_smiles }) => canonical_smiles,
  state: ({ state }) => state,
  affinity_pred_value: ({ affinity_pred_value }) => affinity_pred_value,
  affinity_probability_binary: ({ affinity_probability_binary }) => affinity_probability_binary,
  ic50_nm: ({ ic50_nm }) => ic50_nm,
  pic50: ({ pic50 }) => pic50,
  delta_g: ({ delta_g }) => delta_g,
  spread: ({ spread }) => spread,
  confidence_score: ({ confidence_score }) => confidence_score,
  mw: ({ descriptors }) => descriptors?.mw,
  clogp: ({ descriptors }) => descriptors?.clogp,
  tpsa: ({ descriptors }) => descriptors?.tpsa,
  hbd: ({ descriptors }) => descriptors?.hbd,
  hba: ({ descriptors }) => descriptors?.hba,
  rotatable_bonds: ({ descriptors }) => descriptors?.rotatable_bonds,
  heavy_atoms: ({ descriptors }) => descriptors?.heavy_atoms,
  same_as: ({ same_as }) => same_as,
  reason: ({ reasons, error }) =>
    [...reasons.map(({ message }) => message), ...(error ? [error.message] : [])].join(" "),
  engine: ({ engine }) => engine,
  simulated: ({ simulated }) => (simulated ? "simulated" : ""),
};

/**
 * The results of a user's screen, the tightest first, a line each, as they are while they are read. Of a
 * duplicate the rank and the figures are those of the molecule that it is.
 * @throws NoSuchScreenError instead of the first line
 */
export async function* resultText(
  database: Database,
  identity: Identity,
  screen: string,
  format: ResultFormat,
): AsyncGenerator<string, void, void> {
  const { places, engine } = await asUser(database, identity, async (session) => ({
    engine: (await screenWithin(session, screen)).engine,
    places: await placesOf(session, screen, { order: "rank" }),
  }));
  if (format === "csv") yield `${Object.keys(columns).join(",")}\r\n`;
  const lineOf = format === "csv" ? csvLine : (ligand: ScreenLigand) => JSON.stringify(ligand);
  const end = format === "csv" ? "\r\n" : "\n";
  for (let at = 0; at < places.length; at += PORTION) {
    const portion = places.slice(at, at + PORTION);
    const ligands = await asUser(database, identity, (session) =>
      ligandsAt(session, screen, portion, engine),
    );
    yield ligands.map((ligand) => lineOf(ligand) + end).join("");
    await nextTurn();
  }
}

function csvLine(ligand: ScreenLigand): string {
  return Object.values(columns)
    .map((column) => cellOf(column(ligand)))
    .join(",");
}

/**
 * A cell (RFC 4180). Spreadsheets take text that begins like a formula for one: an apostrophe before it
 * keeps it a text (OWASP, CSV injection).
 */
function cellOf(value: string | number | undefined): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
