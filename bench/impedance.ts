/**
 * The impedance instrument against Python: sweeps of the standard circuit over 50 frequencies by
 * NumPy, vectorised, and by impedance.py's own `predict`; their files by `savez` and `load`.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blobSource } from "#src/impedance/datasets/blob-source.ts";
import { openDataset } from "#src/impedance/datasets/dataset.ts";
import { ranked } from "#src/impedance/order.ts";
import { sweepRequest } from "#src/impedance/request.ts";
import { solverOf } from "#src/impedance/solver.ts";
import { rankDataset } from "#src/impedance/sweeping/dataset.ts";
import { createSweeper } from "#src/impedance/sweeping/sweeper.ts";
import { toSweep } from "#src/impedance/to-sweep.ts";
import { builtKernels } from "#src/numeric/built-kernels.ts";
import { instantiateKernels } from "#src/numeric/kernels.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { openFolder } from "#src/storage/blobs/folder.ts";
import { blobKey } from "#src/storage/blobs/key.ts";
import { type Files, impedanceReport, type Measured } from "./impedance-report.ts";
import { type BenchOptions, contender, interleave } from "./measure.ts";
import { findPython, type Peer, startPeer } from "./peer.ts";

const threads = 2;
const n_frequencies = 50;
/** Circuits that impedance.py is asked for: a thousandth of a second each, so that all would take minutes. */
const sample = 250;
/** What takes seconds is steady; more rounds of it only cost time. */
const slowRounds = 2;
/** Largest relative difference of the best resnorms, NumPy's and ours. */
const largestError = 1e-9;

const key = blobKey("ours.npz");

/** Runs the comparison and tells it in Markdown. */
export async function measureImpedance({ sizes, rounds }: BenchOptions): Promise<string> {
  const peer = startPeer(findPython());
  const folder = await mkdtemp(join(tmpdir(), "retort-bench-"));
  try {
    const blobs = await openFolder(folder);
    const measured: Measured[] = [];
    for (const size of sizes) {
      console.error(`${size}⁵ …`);
      measured.push(await measureSize(size, rounds, { peer, blobs, folder }));
    }
    return impedanceReport(measured, await peer.ask({ ask: "versions" }));
  } finally {
    peer.close();
    await rm(folder, { recursive: true });
  }
}

interface Place {
  readonly peer: Peer;
  readonly blobs: Blobs;
  readonly folder: string;
}

async function measureSize(size: number, rounds: number, place: Place): Promise<Measured> {
  const { peer, blobs, folder } = place;
  const request = sweepRequest().parse({ grid_size: size, n_frequencies });
  const sweep = toSweep(request);
  const ask = <Answer>(call: string, question: object) =>
    peer.ask<Answer>({ ask: "circuits", call, ...question });
  const sweepers = createSweeper(threads);
  await using run = await sweepers.start(sweep, new AbortController().signal);

  const kernels = await builtKernels();
  const alone = contender(rounds, async () => {
    const began = performance.now();
    const solver = solverOf(sweep, instantiateKernels(kernels));
    const resnorms = new Float64Array(sweep.grid.size);
    solver.rank(0, resnorms);
    ranked(resnorms);
    return performance.now() - began;
  });
  let best: number[] = [];
  const rank = contender(rounds, () =>
    timed(async () => {
      const { resnorms, order } = await run.rank(() => {});
      best = Array.from(order.subarray(0, 5), (index) => resnorms[index]!);
    }),
  );
  const numpyRank = contender(slowRounds, async () => {
    const answer = await ask<{ seconds: number; best: number[] }>("rank", {
      size,
      frequencies: n_frequencies,
    });
    compare(best, answer.best);
    return answer.seconds * 1000;
  });
  const write = contender(slowRounds, async () => {
    await blobs.delete(key);
    return timed(async () => {
      await using fresh = await sweepers.start(sweep, new AbortController().signal);
      const facts = { request, sweep, filename: key, location: "user_generated" } as const;
      const { bytes } = await rankDataset(fresh, { ...facts, created: new Date() });
      await blobs.write(key, bytes);
    });
  });
  const path = join(folder, "numpy.npz");
  const numpyWrite = contender(slowRounds, () =>
    ask<Files>("write", { size, frequencies: n_frequencies, path }),
  );
  const open = contender(rounds, () => timed(() => readBest(blobs)));
  const numpyOpen = contender(slowRounds, async () => {
    const { seconds } = await ask<{ seconds: number }>("read", { path });
    return seconds * 1000;
  });
  const predict = contender(slowRounds, async () => {
    const { seconds } = await ask<{ seconds: number }>("predict", {
      frequencies: n_frequencies,
      sample,
    });
    return seconds * sweep.grid.size * 1000;
  });
  await interleave([rank, alone, numpyRank]);
  await interleave([write, numpyWrite]);
  await interleave([open, numpyOpen, predict]);
  const { size: bytes } = await stat(join(folder, key));
  const disk = contender(slowRounds, () =>
    ask<Files>("disk", { path: join(folder, "disk.bin"), size: bytes }),
  );
  await interleave([disk]);
  await rm(join(folder, "disk.bin"));
  return {
    points: sweep.grid.size,
    frequencies: n_frequencies,
    bytes,
    threads,
    alone: alone.samples,
    rank: rank.samples,
    numpyRank: numpyRank.samples,
    predict: predict.samples,
    write: write.samples,
    numpyWrite: numpyWrite.samples,
    disk: disk.samples,
    open: open.samples,
    numpyOpen: numpyOpen.samples,
  };
}

/** A dataset that nothing is known of: opened, its best 1,000 and one spectrum read. */
async function readBest(blobs: Blobs): Promise<void> {
  const { size } = (await blobs.stat(key))!;
  const dataset = await openDataset(blobSource(blobs, key, size));
  await Promise.all([
    dataset.parameters.read(0, 1000),
    dataset.resnorms.read(0, 1000),
    dataset.spectra.read(0, 1),
  ]);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A wrong answer is no answer, however fast. */
function compare(ours: readonly number[], theirs: readonly number[]): void {
  const isSame = theirs.every((value, i) => Math.abs(ours[i]! / value - 1) <= largestError);
  if (!isSame) throw new Error(`The best resnorms differ: ours ${ours}, NumPy's ${theirs}.`);
}
