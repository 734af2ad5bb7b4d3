/**
 * What a NIM is asked: `POST /biology/mit/boltz2/predict`, as NVIDIA documents it for Boltz-2 NIM 1.0 to
 * 1.10 (docs.nvidia.com/nim/bionemo/boltz2, "Inference"; models.py of NVIDIA's boltz2-python-client).
 */
import type { Constraint } from "../complex.ts";
import type { PreparedPrediction } from "../predicting/engine.ts";

/** The body, in the NIM's words. */
export interface NimBody {
  readonly polymers: readonly Polymer[];
  readonly ligands: readonly Ligand[];
  readonly constraints: readonly NimConstraint[];
  readonly recycling_steps: number;
  readonly sampling_steps: number;
  readonly diffusion_samples: number;
  readonly step_scale: number;
  readonly without_potentials: boolean;
  readonly sampling_steps_affinity: number;
  readonly diffusion_samples_affinity: number;
  readonly affinity_mw_correction: boolean;
  readonly output_format: "mmcif";
}

interface Polymer {
  readonly id: string;
  readonly molecule_type: "protein" | "dna" | "rna";
  readonly sequence: string;
  readonly cyclic?: boolean;
  readonly modifications?: readonly { readonly ccd: string; readonly position: number }[];
  /** Records by database and format; what the database is called is free. */
  readonly msa?: { readonly retort: { readonly a3m: AlignmentRecord } };
}

interface AlignmentRecord {
  readonly alignment: string;
  readonly format: "a3m";
  readonly rank: number;
}

interface Ligand {
  readonly id: string;
  readonly smiles?: string;
  readonly ccd?: string;
  /** Of one ligand at most. */
  readonly predict_affinity?: true;
}

interface Place {
  readonly id: string;
  readonly residue_index: number;
}

type NimConstraint =
  | {
      readonly constraint_type: "pocket";
      readonly binder: string;
      readonly contacts: readonly Place[];
    }
  | {
      readonly constraint_type: "bond";
      readonly atoms: readonly (Place & { readonly atom_name: string })[];
    };

/** Boltz's own for its second model; a NIM's default is that of the first, 1.638. */
const STEP_SCALE = 1.5;

/** The body for a prediction without faults (`nimFaults`). */
export function nimBody({ request, ligand, alignment }: PreparedPrediction): NimBody {
  const { protein, complex } = request;
  const further = complex?.sequences ?? [];
  return {
    polymers: [
      {
        id: protein.id,
        molecule_type: "protein",
        sequence: protein.sequence,
        ...msaOf(alignment.a3m),
      },
      ...further.flatMap(polymersOf),
    ],
    ligands: [
      { id: request.ligand.id, smiles: ligand.canonical_smiles, predict_affinity: true },
      ...further.flatMap(({ ligand }) => {
        const { id = [], ...what } = ligand ?? {};
        return [id].flat().map((one) => ({ id: one, ...withoutUndefined(what) }));
      }),
    ],
    constraints: (complex?.constraints ?? []).flatMap(constraintOf),
    recycling_steps: request.recycling_steps,
    sampling_steps: request.sampling_steps,
    diffusion_samples: request.diffusion_samples,
    step_scale: STEP_SCALE,
    without_potentials: !request.use_potentials,
    sampling_steps_affinity: request.sampling_steps_affinity,
    diffusion_samples_affinity: request.diffusion_samples_affinity,
    affinity_mw_correction: request.affinity_mw_correction,
    output_format: "mmcif",
  };
}

type Further = NonNullable<PreparedPrediction["request"]["complex"]>["sequences"][number];

/** Each copy is a polymer of its own. */
function polymersOf(chain: Further): Polymer[] {
  return (["protein", "dna", "rna"] as const).flatMap((kind) => {
    const given = chain[kind];
    if (given === undefined) return [];
    const { sequence, cyclic, modifications } = given;
    const msa = "msa" in given && given.msa !== "empty" ? given.msa : undefined;
    return [given.id].flat().map((id) => ({
      id,
      molecule_type: kind,
      sequence,
      ...(cyclic !== undefined && { cyclic }),
      ...(modifications && { modifications }),
      ...msaOf(msa),
    }));
  });
}

/** Without an alignment a polymer is predicted from its sequence alone. */
function msaOf(a3m: string | undefined): Pick<Polymer, "msa"> {
  if (a3m === undefined) return {};
  return { msa: { retort: { a3m: { alignment: a3m, format: "a3m", rank: 0 } } } };
}

function constraintOf({ bond, pocket }: Constraint): NimConstraint[] {
  if (bond !== undefined) {
    const atoms = [bond.atom1, bond.atom2].map(([id, residue_index, atom_name]) => ({
      id,
      residue_index,
      atom_name,
    }));
    return [{ constraint_type: "bond", atoms }];
  }
  if (pocket === undefined) return [];
  const contacts = pocket.contacts.flatMap(([id, place]) =>
    typeof place === "number" ? [{ id, residue_index: place }] : [],
  );
  return [{ constraint_type: "pocket", binder: pocket.binder, contacts }];
}

function withoutUndefined(what: { ccd?: string | undefined; smiles?: string | undefined }) {
  const { ccd, smiles } = what;
  return { ...(ccd !== undefined && { ccd }), ...(smiles !== undefined && { smiles }) };
}
