/** What Boltz's files say of a record, as every engine tells it. */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { affinityOf } from "../affinity.ts";
import { logFile, predictionFiles } from "../boltz/folder.ts";
import { inputFolder } from "../boltz/input.ts";
import type { Prediction } from "../boltz/prediction.ts";
import type { RunFacts } from "../boltz/run.ts";
import type { Found, FoundFile } from "./engine.ts";
import { shownCommand, withoutFolders } from "./log-text.ts";

/** A record that was predicted, and the run that did it. */
export interface PredictedRecord {
  readonly id: string;
  readonly prediction: Prediction;
  readonly run: RunFacts;
  readonly seed: number;
  /** Whether the seed was asked for. */
  readonly isSeedChosen: boolean;
  readonly version: string | undefined;
  readonly device: string;
  readonly isOnCpu: boolean;
  /** SHA-256 of the networks, by their files. */
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** What was found. Its files are those of the run's folder, to be read while it is there. */
export function foundByBoltz(record: PredictedRecord): Found {
  const { prediction, run, version, seed, startedAt, finishedAt } = record;
  const { affinity, structures } = prediction;
  if (affinity === undefined) throw new Error("An affinity was asked for and not read.");
  const [best] = structures;
  const { chains_ptm: _, pair_chains_iptm: __, ...figures } = best!.confidence;
  return {
    engine: "boltz",
    version: version ?? "unknown",
    ...affinityOf(affinity, [
      {
        affinity_pred_value: affinity.affinity_pred_value1,
        affinity_probability_binary: affinity.affinity_probability_binary1,
      },
      {
        affinity_pred_value: affinity.affinity_pred_value2,
        affinity_probability_binary: affinity.affinity_probability_binary2,
      },
    ]),
    ...figures,
    confidences: structures.map(({ confidence }) => confidence.confidence_score),
    files: filesOf(record),
    warnings: warningsOf(record),
    provenance: {
      ...(version !== undefined && { boltz_version: version }),
      argv: shownCommand(run.argv),
      seed,
      checkpoints: { ...record.checkpoints },
      device: record.device,
      company: run.of,
      started_at: startedAt.toISOString(),
      finished_at: finishedAt.toISOString(),
    },
  };
}

function warningsOf({ isOnCpu, isSeedChosen, run }: PredictedRecord): string[] {
  return [
    ...(isOnCpu
      ? ["Predicted on a CPU, where Boltz 2.2 computes in bfloat16 and is less accurate."]
      : []),
    ...(isSeedChosen && run.of > 1
      ? [
          `${run.of} predictions shared a process and its random numbers: the same seed gives the same bytes again only to one that is predicted alone.`,
        ]
      : []),
  ];
}

function filesOf({ id, prediction, run }: PredictedRecord): FoundFile[] {
  const folder = dirname(run.log);
  const { affinity } = predictionFiles(folder, id, prediction.structures.length);
  const structures = prediction.structures.flatMap(({ files }, rank) => [
    onDisk(`model_${rank}.cif`, "chemical/x-mmcif", files.mmcif),
    onDisk(`confidence_${rank}.json`, "application/json", files.confidence),
    onDisk(`pae_${rank}.npz`, "application/x-npz", files.pae),
    onDisk(`pde_${rank}.npz`, "application/x-npz", files.pde),
    onDisk(`plddt_${rank}.npz`, "application/x-npz", files.plddt),
  ]);
  return [
    ...structures,
    onDisk("affinity.json", "application/json", affinity),
    ...askedAndSaid(id, run),
  ];
}

/** What Boltz was asked of a record, and what it said of the run. */
export function askedAndSaid(id: string, { log }: RunFacts): FoundFile[] {
  return [
    onDisk("input.json", "application/json", join(dirname(log), inputFolder, `${id}.yaml`)),
    {
      name: logFile,
      mediaType: "text/plain; charset=utf-8",
      async *open() {
        yield Buffer.from(withoutFolders(await readFile(log, "utf8")));
      },
    },
  ];
}

function onDisk(name: string, mediaType: string, path: string): FoundFile {
  return { name, mediaType, open: () => createReadStream(path) };
}
