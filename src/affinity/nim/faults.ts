/** What a NIM cannot do of what Boltz can, so that it is known before anything waits. */
import type { FieldFault } from "#src/schema/bad-fields.ts";
import type { PredictionRequest } from "../request.ts";

/** The NIM's limits, as NVIDIA documents them for 1.8; one with lower limits says so itself. */
const limits = {
  polymers: 12,
  ligands: 20,
  recycling_steps: [1, 10],
  sampling_steps: [10, 1000],
  sampling_steps_affinity: [10, 1000],
  diffusion_samples_affinity: [1, 10],
} as const;

/** Letters of its sequences. */
const alphabets = {
  protein: /[^ACDEFGHIKLMNPQRSTVWYX]/,
  dna: /[^ACGT]/,
  rna: /[^ACGU]/,
} as const;

/** The faults of a request for the engine `nim`; a NIM would refuse it, or pass over what it says. */
export function nimFaults(request: PredictionRequest): FieldFault[] {
  return [
    ...numberFaults(request),
    ...chainFaults(request),
    ...constraintFaults(request),
    ...(request.seed === undefined
      ? []
      : [{ path: "seed", message: "must be left out: a NIM takes none" }]),
    ...((request.complex?.templates ?? []).length > 0
      ? [{ path: "complex.templates", message: "must be left out: they are not sent to a NIM" }]
      : []),
  ];
}

function numberFaults(request: PredictionRequest): FieldFault[] {
  const names = [
    "recycling_steps",
    "sampling_steps",
    "sampling_steps_affinity",
    "diffusion_samples_affinity",
  ] as const;
  return names.flatMap((path) => {
    const [least, most] = limits[path];
    if (request[path] >= least && request[path] <= most) return [];
    return [{ path, message: `must be ${least} to ${most} for a NIM` }];
  });
}

interface NamedChain {
  readonly path: string;
  readonly kind: "protein" | "dna" | "rna" | "ligand";
  readonly ids: readonly string[];
  readonly sequence?: string | undefined;
}

function chainFaults(request: PredictionRequest): FieldFault[] {
  const chains = chainsOf(request);
  const ligands = chains.filter(({ kind }) => kind === "ligand");
  const polymers = chains.filter(({ kind }) => kind !== "ligand");
  const count = (some: readonly NamedChain[]) => some.reduce((sum, { ids }) => sum + ids.length, 0);
  const tooMany = [
    { name: "polymers", has: count(polymers), most: limits.polymers },
    { name: "ligands", has: count(ligands), most: limits.ligands },
  ].filter(({ has, most }) => has > most);
  return [
    ...chains.flatMap(({ path, ids }) =>
      ids.some((id) => id.length > 4)
        ? [{ path: `${path}.id`, message: "must be at most 4 letters or digits for a NIM" }]
        : [],
    ),
    ...polymers.flatMap(letterFaults),
    ...tooMany.map(({ name, has, most }) => ({
      path: "complex.sequences",
      message: `makes ${has} ${name} with all copies; a NIM takes ${most}`,
    })),
  ];
}

function letterFaults({ path, kind, sequence = "" }: NamedChain): FieldFault[] {
  if (kind === "ligand") return [];
  const strange = alphabets[kind].exec(sequence);
  if (strange === null) return [];
  const message = `has \`${strange[0]}\` at residue ${strange.index + 1}, which a NIM does not know`;
  return [{ path: `${path}.sequence`, message }];
}

function chainsOf({ protein, ligand, complex }: PredictionRequest): NamedChain[] {
  const further = (complex?.sequences ?? []).flatMap((entry, index) =>
    (["protein", "dna", "rna", "ligand"] as const).flatMap((kind): NamedChain[] => {
      const chain: { id: string | string[]; sequence?: string } | undefined = entry[kind];
      if (chain === undefined) return [];
      const { id, sequence } = chain;
      return [{ path: `complex.sequences.${index}.${kind}`, kind, ids: [id].flat(), sequence }];
    }),
  );
  return [
    { path: "protein", kind: "protein", ids: [protein.id], sequence: protein.sequence },
    { path: "ligand", kind: "ligand", ids: [ligand.id] },
    ...further,
  ];
}

function constraintFaults(request: PredictionRequest): FieldFault[] {
  const constraints = request.complex?.constraints ?? [];
  const pockets = constraints.filter(({ pocket }) => pocket !== undefined);
  const each = constraints.flatMap(({ contact, pocket }, index) => {
    const path = `complex.constraints.${index}`;
    if (contact !== undefined) {
      return [{ path: `${path}.contact`, message: "must be left out: a NIM knows none" }];
    }
    if (pocket === undefined) return [];
    const unknown = (["max_distance", "force"] as const).filter((name) => pocket[name]);
    return [
      ...unknown.map((name) => ({
        path: `${path}.pocket.${name}`,
        message: "must be left out: a NIM takes none",
      })),
      ...pocket.contacts.flatMap(([, place], at) =>
        typeof place === "number"
          ? []
          : [
              {
                path: `${path}.pocket.contacts.${at}`,
                message: "must name a residue by its number for a NIM, not an atom",
              },
            ],
      ),
    ];
  });
  if (pockets.length <= 1) return each;
  const message = `have ${pockets.length} pockets; a NIM takes one`;
  return [...each, { path: "complex.constraints", message }];
}
