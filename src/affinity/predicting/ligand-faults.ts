/** What is wrong with the ligands of a request, and with what it says of their atoms: RDKit reads them. */
import type { FieldFault } from "#src/schema/bad-fields.ts";
import { type AtomNames, atomNameFaults, atomNames } from "../atom-names.ts";
import type { LigandReader } from "../ligand/reader.ts";
import type { PredictionRequest } from "../request.ts";
import type { LigandValidation } from "../validation.ts";

/** A ligand of a request that is given in SMILES. */
interface GivenLigand {
  readonly path: string;
  /** Of it and its copies. */
  readonly ids: readonly string[];
  readonly smiles: string;
}

interface ReadLigand extends GivenLigand {
  readonly read: LigandValidation;
}

/** Reads the ligands of a request that fits the schema, and says what is wrong with them. */
export async function ligandFaults(
  reader: LigandReader,
  request: PredictionRequest,
): Promise<FieldFault[]> {
  const [asked, ...further] = await Promise.all(
    givenIn(request).map(async (given) => ({
      ...given,
      read: await reader.read(given.smiles, "identified"),
    })),
  );
  const once = "is the ligand once more: Boltz-2 takes a ligand for its affinity once";
  const canonical = canonicalOf(asked!);
  const copies = further.filter((one) => canonical !== undefined && canonicalOf(one) === canonical);
  return [
    ...[asked!, ...further].flatMap(({ path, read }) =>
      read.errors.map(({ message }) => ({ path, message })),
    ),
    ...copies.map(({ path }) => ({ path, message: once })),
    ...nameFaults(request, asked!, further),
  ];
}

function givenIn({ ligand, complex }: PredictionRequest): GivenLigand[] {
  const further = (complex?.sequences ?? []).flatMap((entry, index) => {
    const { id, smiles } = entry.ligand ?? {};
    if (id === undefined || smiles === undefined) return [];
    return [{ path: `complex.sequences.${index}.ligand.smiles`, ids: [id].flat(), smiles }];
  });
  return [{ path: "ligand.smiles", ids: [ligand.id], smiles: ligand.smiles }, ...further];
}

function canonicalOf({ read }: ReadLigand): string | undefined {
  return read.valid ? read.canonical_smiles : undefined;
}

/** How a NIM names atoms is nowhere said. */
function nameFaults(
  { engine, complex }: PredictionRequest,
  asked: ReadLigand,
  further: readonly ReadLigand[],
): FieldFault[] {
  if (engine === "nim" || complex === undefined) return [];
  const names = new Map<string, AtomNames>();
  for (const one of [asked, ...further]) {
    if (!one.read.valid) continue;
    for (const id of one.ids) names.set(id, atomNames(one.read, one === asked));
  }
  return atomNameFaults(names, complex.constraints);
}
