/** The engine that predicts nothing: invented figures, structures and matrices, each saying so. */
import type { NpyArray } from "#src/arrays/npy.ts";
import { npzBytes } from "#src/arrays/npz.ts";
import type { ContactFinder } from "../contacts/finder.ts";
import { type DemonstrationFigures, demonstrate, demonstrationDraws } from "../demonstration.ts";
import type { Found, FoundFile, PredictionEngine } from "./engine.ts";
import { type InventedComplex, ligandsOn, proteinTokens } from "./invented-complex.ts";
import { inventFold } from "./invented-fold.ts";
import { inventedPae, inventedPde, inventedPlddt, mostMatrixTokens } from "./invented-matrices.ts";
import { type ChainIds, inventedMmcif } from "./invented-mmcif.ts";

/** Of the engine, for the job's row: one more with each other way of inventing. */
const version = "2";

/**
 * Makes the engine. It is done at once.
 * @param layOut draws the ligand
 */
export function createDemonstrationEngine(layOut: ContactFinder["layOut"]): PredictionEngine {
  let invented: Promise<unknown> = Promise.resolve();
  /** One after another: each gives way in between, but a screen's together would fill every turn. */
  function inTurn<T>(invent: () => Promise<T>): Promise<T> {
    const inventing = invented.then(invent);
    invented = inventing.catch(() => {});
    return inventing;
  }

  return {
    async predict({ request, ligand }, { signal, report }) {
      signal.throwIfAborted();
      const { sequence } = request.protein;
      const { diffusion_samples: samples, seed } = request;
      const input = { sequence, ligand, seed, samples };
      const figures = demonstrate(input);
      report(0.1, "Inventing a structure", 0);
      const draw = demonstrationDraws(input);
      const fold = await inTurn(() => inventFold(sequence.length, draw, signal));
      const protein = proteinTokens(sequence, fold, figures);
      const molecule = await layOut(ligand.canonical_smiles, signal);
      const complexes: InventedComplex[] = [];
      await inTurn(async () => {
        for await (const pose of ligandsOn(protein, molecule, figures, draw)) {
          signal.throwIfAborted();
          complexes.push({ protein, ligand: pose });
          report(0.1 + (0.9 * complexes.length) / samples, "Laying the ligand on it", 0);
          if (complexes.length === samples) break;
        }
      });
      const ids = { protein: request.protein.id, ligand: request.ligand.id };
      return {
        ...foundOf(figures, seed),
        warnings: [...figures.warnings, ...leftOut(request.complex, complexes[0]!)],
        files: filesOf(figures, complexes, ids),
        async [Symbol.asyncDispose]() {},
      };
    },
  };
}

function foundOf({ confidences, ...figures }: DemonstrationFigures, seed: number | undefined) {
  const provenance = seed === undefined ? {} : { seed };
  return { ...figures, confidences, provenance, version } satisfies Omit<Found, "files">;
}

function leftOut(complex: object | undefined, invented: InventedComplex): string[] {
  return [
    ...(complex === undefined
      ? []
      : [
          "A demonstration has the protein and the ligand alone: what the complex has besides is left out.",
        ]),
    ...(hasMatrices(invented)
      ? []
      : [`A demonstration of more than ${mostMatrixTokens} tokens has no PAE and no PDE.`]),
  ];
}

function hasMatrices({ protein, ligand }: InventedComplex): boolean {
  return protein.length + ligand.length <= mostMatrixTokens;
}

function filesOf(
  figures: DemonstrationFigures,
  complexes: readonly InventedComplex[],
  ids: ChainIds,
): FoundFile[] {
  const structures = complexes.flatMap((complex, rank) => {
    return [
      textFile(`model_${rank}.cif`, "chemical/x-mmcif", () => inventedMmcif(complex, ids)),
      jsonFile(`confidence_${rank}.json`, confidenceOf(figures, rank)),
      ...(hasMatrices(complex)
        ? [
            arrayFile(`pae_${rank}.npz`, "pae", () => inventedPae(complex)),
            arrayFile(`pde_${rank}.npz`, "pde", () => inventedPde(complex)),
          ]
        : []),
      arrayFile(`plddt_${rank}.npz`, "plddt", () => inventedPlddt(complex)),
    ];
  });
  return [...structures, jsonFile("affinity.json", affinityFileOf(figures))];
}

/** In Boltz's own names. */
function confidenceOf(figures: DemonstrationFigures, rank: number): object {
  const { ptm, iptm, ligand_iptm, complex_plddt, complex_iplddt, complex_pde, complex_ipde } =
    figures;
  return {
    simulated: true,
    confidence_score: figures.confidences[rank],
    ...{ ptm, iptm, ligand_iptm, protein_iptm: 0 },
    ...{ complex_plddt, complex_iplddt, complex_pde, complex_ipde },
    chains_ptm: { 0: ptm, 1: ptm },
    pair_chains_iptm: { 0: { 0: ptm, 1: iptm }, 1: { 0: iptm, 1: ptm } },
  };
}

/** In Boltz's own names. */
function affinityFileOf({
  affinity_pred_value,
  affinity_probability_binary,
  members = [],
}: DemonstrationFigures): object {
  const of = members.map((member, index) => [
    [`affinity_pred_value${index + 1}`, member.affinity_pred_value],
    [`affinity_probability_binary${index + 1}`, member.affinity_probability_binary],
  ]);
  const figures = { affinity_pred_value, affinity_probability_binary };
  return { simulated: true, ...figures, ...Object.fromEntries(of.flat()) };
}

function jsonFile(name: string, value: object): FoundFile {
  return textFile(name, "application/json", () => `${JSON.stringify(value, null, 2)}\n`);
}

function textFile(name: string, mediaType: string, text: () => string): FoundFile {
  return {
    name,
    mediaType,
    async *open() {
      yield new TextEncoder().encode(text());
    },
  };
}

function arrayFile(name: string, array: string, make: () => NpyArray): FoundFile {
  return {
    name,
    mediaType: "application/x-npz",
    open: () => npzBytes({ [array]: make() }),
  };
}
