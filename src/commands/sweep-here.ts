/** A sweep in this process: no server, no database, and a file at the end. */
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { openFile } from "#src/arrays/file-source.ts";
import { openDataset } from "#src/impedance/datasets/dataset.ts";
import type { SweepResult } from "#src/impedance/result.ts";
import type { Sweep } from "#src/impedance/sweep.ts";
import type { SweepFields } from "#src/impedance/sweep-fields.ts";
import { spectraBytes } from "#src/impedance/sweeping/archive.ts";
import { rankDataset } from "#src/impedance/sweeping/dataset.ts";
import { rankingReporter, writingReporter } from "#src/impedance/sweeping/progress.ts";
import { createSweeper } from "#src/impedance/sweeping/sweeper.ts";
import { untilInterrupted } from "./failure.ts";
import { fileOutput } from "./output.ts";
import { clearLine, drawLine, progressBar, type Terminal } from "./progress.ts";
import type { BestRows } from "./sweep-text.ts";

/** Where the dataset goes, and how it is shown meanwhile. */
export interface SweepHere {
  /** The file; what stands there is replaced once the new one is whole. */
  readonly out: string;
  /** Where one line shows how far it is; undefined for none. */
  readonly terminal: Terminal | undefined;
  /** How many of the best rows are given back. */
  readonly best: number;
}

/** What was found. */
export interface FoundHere {
  readonly best: BestRows;
  readonly identifiability: SweepResult["identifiability"];
  /** Of the file. */
  readonly bytes: number;
}

/**
 * Sweeps on all cores, and writes the dataset.
 * @throws OutputError when the file cannot be written; Interrupted
 */
export async function sweepHere(
  request: SweepFields,
  sweep: Sweep,
  { out, terminal, best: count }: SweepHere,
): Promise<FoundHere> {
  const signal = untilInterrupted();
  // The file first: what cannot be written need not be computed.
  await using output = await fileOutput(out);
  await using run = await createSweeper(availableParallelism()).start(sweep, signal);
  const report = (progress: number, message: string) => {
    if (terminal) drawLine(`${progressBar(progress)} · ${message}`, terminal);
  };
  try {
    const { outcome, bytes } = await rankDataset(
      run,
      {
        ...{ request, sweep, filename: basename(out) },
        ...{ location: "user_generated", created: new Date() },
      },
      {
        ranked: rankingReporter(sweep.grid.size, report),
        written: writingReporter(spectraBytes(sweep, request.columns), request.compression, report),
      },
    );
    const told = outcome.best && (await run.identify(outcome.best.parameters));
    await output.write(bytes);
    return {
      ...(await readBest(out, count)),
      identifiability: told
        ? {
            parameters: told.parameters.length,
            rank: told.rank,
            sentences: told.free.map(({ sentence }) => sentence),
          }
        : null,
    };
  } finally {
    if (terminal) clearLine(terminal);
  }
}

/** The first rows of a dataset, read from its file as anybody would. */
async function readBest(path: string, count: number): Promise<Pick<FoundHere, "best" | "bytes">> {
  await using source = await openFile(path);
  const file = await openDataset(source);
  const rows = Math.min(count, file.parameterSets);
  const [values, resnorms] = await Promise.all([
    file.parameters.read(0, rows),
    file.resnorms.read(0, rows),
  ]);
  const { width } = file.parameters;
  const parameters = Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * width, (row + 1) * width)),
  );
  return { best: { parameters, resnorms: Array.from(resnorms) }, bytes: source.size };
}
