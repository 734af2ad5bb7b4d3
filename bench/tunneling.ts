/**
 * The tunneling instrument against Python: (a) the established method, NumPy's dense `eigh` and a
 * complex matrix–vector product a frame; (a′) the same, tuned; (b) the best that SciPy can do, MRRR over the packet's
 * energies and one float32 matrix product; (b′) the same over all energies, truncated afterwards. Python pays no HTTP; ours is measured with and without.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureConcurrent } from "./concurrent.ts";
import { type BenchOptions, contender, interleave } from "./measure.ts";
import { findPython, type Peer, startPeer } from "./peer.ts";
import { type Exchange, post, startService } from "./service.ts";
import { kernelAlone } from "./tunneling-kernel.ts";
import { type Measured, type Stages, tunnelingReport } from "./tunneling-report.ts";

/** Dense eigh beyond this size is scaled up from it unless `--full`: at 8000 it takes minutes. */
const largestDense = 2000;

/** What takes seconds is steady; more rounds of it only cost time. */
const slowRounds = 2;

/** A wrong answer is no answer, however fast: the contract's |Δψ|/max|ψ|. */
const largestError = 2e-6;

/** Runs the comparison and tells it in Markdown. */
export async function measureTunneling(options: BenchOptions): Promise<string> {
  const python = findPython();
  const peer = startPeer(python);
  const dataDir = await mkdtemp(join(tmpdir(), "retort-bench-"));
  const service = await startService(process.execPath, [
    ...["src/cli.ts", "serve", "--port", "0"],
    ...["--data-dir", dataDir],
  ]);
  const url = `${service.url}/api/quantum-tunneling`;
  try {
    const measured: Measured[] = [];
    for (const intervals of options.sizes) {
      console.error(`N = ${intervals} …`);
      measured.push(await measureSize(intervals, options, peer, url));
    }
    const report = tunnelingReport(measured, await peer.ask({ ask: "versions" }));
    console.error("requests at once …");
    return `${report}\n\n${await measureConcurrent(python, url)}`;
  } finally {
    peer.close();
    await service.close();
    await rm(dataDir, { recursive: true });
  }
}

async function measureSize(
  intervals: number,
  { rounds, full }: BenchOptions,
  peer: Peer,
  url: string,
): Promise<Measured> {
  const request = { N: intervals };
  type Method = "dense" | "dense_converted" | "tridiagonal" | "tridiagonal_whole";
  const python = (method: Method, turns: number) =>
    contender(turns, async () => {
      const seconds = await peer.ask<Stages>({ ask: "time", method, request });
      return { solve: seconds.solve * 1000, evolve: seconds.evolve * 1000 };
    });
  const dense = python("dense", slowRounds);
  const denseConverted = python("dense_converted", slowRounds);
  const isDenseRun = full || intervals <= largestDense;
  const tridiagonal = python("tridiagonal", rounds);
  const tridiagonalWhole = python("tridiagonal_whole", slowRounds);
  let body: Buffer = Buffer.alloc(0);
  const http = contender(rounds, async () => {
    const exchange: Exchange = await post(url, request);
    body = exchange.body;
    return exchange.times;
  });
  const kernel = await kernelAlone(request, rounds);
  await interleave([
    tridiagonal,
    http,
    kernel,
    tridiagonalWhole,
    ...(isDenseRun ? [dense, denseConverted] : []),
  ]);
  return {
    intervals,
    dense: dense.samples,
    denseConverted: denseConverted.samples,
    tridiagonal: tridiagonal.samples,
    tridiagonalWhole: tridiagonalWhole.samples,
    http: http.samples,
    kernel: kernel.samples,
    values: (body.byteLength - 8) / 4 - (intervals - 1),
    error: await disagreement(peer, request, body),
  };
}

/**
 * max|Δψ|/max|ψ| between our answer and SciPy's in float64 throughout.
 * @throws Error when it is more than the contract allows
 */
async function disagreement(peer: Peer, request: object, answer: Buffer): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "retort-bench-"));
  const stream = join(folder, "answer.bin");
  try {
    await writeFile(stream, answer);
    const { error } = await peer.ask<{ error: number }>({ ask: "compare", request, stream });
    if (!(error <= largestError)) {
      throw new Error(
        `${JSON.stringify(request)}: our ψ differs from SciPy's by ${error} of its peak; ` +
          `at most ${largestError} is right`,
      );
    }
    return error;
  } finally {
    await rm(folder, { recursive: true });
  }
}
