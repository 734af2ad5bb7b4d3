/** A prediction's result: what its engine found, with links, warnings and where all of it is from. */

import { logFile } from "../boltz/folder.ts";
import { oddities } from "../chains.ts";
import { ContactError } from "../contacts/failure.ts";
import type { ContactFinder } from "../contacts/finder.ts";
import type { PredictionRequest } from "../request.ts";
import type { Contact, PredictionResult } from "../result.ts";
import type { GoodLigand } from "../validation.ts";
import { chainsOf } from "./boltz-input.ts";
import type { Alignment, Found } from "./engine.ts";
import type { StoredFile } from "./files.ts";

/** All that a result is made of. */
export interface ResultParts extends Contacts {
  readonly job: string;
  readonly request: PredictionRequest;
  readonly ligand: GoodLigand;
  readonly alignment: Alignment;
  readonly found: Found;
  readonly files: readonly Pick<StoredFile, "name">[];
}

/** The contacts of the ligand, or why there are none; neither without a structure. */
export interface Contacts {
  readonly contacts?: readonly Contact[];
  readonly contactWarning?: string;
}

/** The result as it is stored and answered. */
export function resultOf(parts: ResultParts): PredictionResult {
  const { job, request, ligand, alignment, found, files, contacts } = parts;
  const { files: _, confidences, version: __, provenance, warnings, ...figures } = found;
  const link = (name: string) => `/jobs/${job}/files/${name}`;
  const linkIf = (name: string) =>
    files.some((file) => file.name === name) ? link(name) : undefined;
  const input = linkIf("input.json");
  const log = linkIf(logFile);
  const { smiles, canonical_smiles, inchi_key, formula, descriptors } = ligand;
  const { source, sha256 } = alignment;
  const { complex: _complex, ...pair } = request;
  return {
    job_id: job,
    status: "completed",
    ...figures,
    structures: files
      .filter(({ name }) => /^model_\d+\.cif$/.test(name))
      .map(({ name }, rank) => {
        const confidence_score = confidences[rank];
        return {
          name,
          url: link(name),
          ...(confidence_score !== undefined && { confidence_score }),
        };
      }),
    // A demonstration leaves out what the complex has besides.
    chains: chainsOf(found.simulated ? pair : request),
    ligand: {
      smiles,
      canonical_smiles,
      ...(inchi_key !== undefined && { inchi_key }),
      formula,
      descriptors,
    },
    ...(contacts && { contacts: [...contacts] }),
    warnings: [...warnings, ...warningsOf(parts)],
    provenance: {
      ...provenance,
      msa: { source, ...(sha256 !== undefined && { sha256 }) },
      ...(input !== undefined && { input }),
      ...(log !== undefined && { log }),
    },
  };
}

function warningsOf({ request, ligand, alignment, found, contactWarning }: ResultParts): string[] {
  const { confidence_threshold: threshold } = request;
  const { confidence_score: score } = found;
  const isLow = threshold !== undefined && score !== undefined && score < threshold;
  return [
    ...(isLow
      ? [`The confidence is ${score.toFixed(3)}, lower than the ${threshold} that was asked for.`]
      : []),
    ...(alignment.source === "empty" && found.simulated === undefined
      ? [
          "Predicted from the protein's sequence alone: an alignment, given as msa or fetched with use_msa, makes it more accurate.",
        ]
      : []),
    ...ligand.warnings.map(({ message }) => message),
    ...oddities(request.protein),
    ...(request.complex?.sequences ?? []).flatMap(({ protein }) => {
      if (protein === undefined) return [];
      const chain = [protein.id].flat().join(", ");
      return oddities(protein).map((oddity) => `Chain ${chain}: ${oddity}`);
    }),
    ...(contactWarning === undefined ? [] : [contactWarning]),
  ];
}

/** The contacts in the best structure; a warning instead if they cannot be computed. */
export async function contactsOf(
  finder: Pick<ContactFinder, "find">,
  { files }: Pick<Found, "files">,
  ligand: { readonly chain: string; readonly smiles: string },
  signal: AbortSignal,
): Promise<Contacts> {
  const structure = files.find(({ name }) => name === "model_0.cif");
  if (structure === undefined) return {};
  const mmcif = Buffer.concat(await Array.fromAsync(structure.open())).toString("utf8");
  try {
    const question = { mmcif, ligandChain: ligand.chain, smiles: ligand.smiles };
    return { contacts: await finder.find(question, signal) };
  } catch (error) {
    if (!(error instanceof ContactError)) throw error;
    return { contactWarning: error.message };
  }
}
