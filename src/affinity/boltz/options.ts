/** How Boltz predicts: what of its options is chosen here, and the words that say it. */
import { inputFolder } from "./input.ts";

/** What a prediction is made with. Records predicted by one process have all of it in common. */
export interface BoltzOptions {
  /** What it runs on. Of Boltz 2.2 all is computed in bfloat16, which on a CPU is less accurate. */
  readonly accelerator: "gpu" | "cpu";
  /**
   * 0 … 2³² − 1. With it a run on a CPU repeats byte for byte. A record's figures also depend, a little,
   * on the others of its run: they draw from the same stream of random numbers.
   */
  readonly seed: number;
  /** Rounds of the trunk after the first, 0 or more. The affinity's trunk always has 5. */
  readonly recyclingSteps: number;
  /** Steps of a structure's diffusion, 1 or more. */
  readonly samplingSteps: number;
  /** Structures of a record, 1 or more. The affinity is that of the best. */
  readonly diffusionSamples: number;
  /** Steps of the affinity's diffusion, 1 or more. */
  readonly samplingStepsAffinity: number;
  /** Samples of the affinity's diffusion, 1 or more. */
  readonly diffusionSamplesAffinity: number;
  /** Whether the affinity is corrected by the ligand's molecular weight. */
  readonly affinityMwCorrection: boolean;
  /** Whether the structure is steered by physical potentials. */
  readonly usePotentials: boolean;
}

/** The program's own defaults, by `boltz predict --help` of 2.2.1; it has none for the seed. */
export const defaultOptions: Omit<BoltzOptions, "seed"> = {
  accelerator: "gpu",
  recyclingSteps: 3,
  samplingSteps: 200,
  diffusionSamples: 1,
  samplingStepsAffinity: 200,
  diffusionSamplesAffinity: 5,
  affinityMwCorrection: false,
  usePotentials: false,
};

/** The folder of what Boltz writes, from the run's. */
export const outputFolder = "output";

/**
 * The words after the command, for a run whose working directory is its folder: no path of the
 * machine but the cache's is in them.
 */
export function argumentsOf(options: BoltzOptions, cache: string): readonly string[] {
  const onCpu = options.accelerator === "cpu";
  const numbers: Record<string, number> = {
    "--seed": options.seed,
    "--recycling_steps": options.recyclingSteps,
    "--sampling_steps": options.samplingSteps,
    "--diffusion_samples": options.diffusionSamples,
    "--sampling_steps_affinity": options.samplingStepsAffinity,
    "--diffusion_samples_affinity": options.diffusionSamplesAffinity,
    // Records are read in milliseconds; several processes would write into each other's lines.
    "--preprocessing-threads": 1,
    // Processes that prepare records while a GPU computes; a CPU has nothing to spare for them.
    "--num_workers": onCpu ? 0 : 2,
  };
  return [
    ...["predict", inputFolder, "--out_dir", outputFolder, "--cache", cache],
    ...["--accelerator", options.accelerator],
    ...Object.entries(numbers).flatMap(([flag, value]) => [flag, String(value)]),
    ...["--write_full_pae", "--write_full_pde"],
    ...(options.affinityMwCorrection ? ["--affinity_mw_correction"] : []),
    ...(options.usePotentials ? ["--use_potentials"] : []),
    ...(onCpu ? ["--no_kernels"] : []),
  ];
}
