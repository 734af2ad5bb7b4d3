/** Many requests at once: our server against the least that a Python team would put up. */
import { spawnSync } from "node:child_process";
import { contender, interleave, median } from "./measure.ts";
import { post, startService } from "./service.ts";

/** Requests in flight together. */
const together = 8;

const rounds = 3;

/**
 * Times default requests that arrive together, until the last byte of the last answer, against
 * FastAPI with the established method, tuned. Markdown; says how to get FastAPI where it is missing.
 * @param url our endpoint
 */
export async function measureConcurrent(python: string, url: string): Promise<string> {
  if (spawnSync(python, ["-c", "import fastapi, uvicorn"]).status !== 0) {
    return `Not measured: ${together} requests at once. \`pip install fastapi uvicorn\` to compare.`;
  }
  const service = await startService(
    python,
    ["-m", "uvicorn", "peers.service:app", "--app-dir", import.meta.dirname, "--port", "0"],
    // Eight requests with a BLAS thread a core each would starve one another for a minute.
    { OPENBLAS_NUM_THREADS: "1" },
  );
  const allAt = (endpoint: string) =>
    contender(rounds, async () => {
      const start = performance.now();
      const answers = Array.from({ length: together }, () => post(endpoint, {}));
      const times = (await Promise.all(answers)).map((answer) => answer.times.whole);
      return { first: Math.min(...times), last: performance.now() - start };
    });
  try {
    const theirs = allAt(`${service.url}/api/quantum-tunneling`);
    const ours = allAt(url);
    await interleave([ours, theirs]);
    const row = (name: string, { samples }: typeof ours) => {
      const last = median(samples.map((sample) => sample.last));
      const first = median(samples.map((sample) => sample.first));
      const rate = ((together / last) * 1000).toFixed(1);
      return `| ${name} | ${first.toFixed(0)} | ${last.toFixed(0)} | ${rate} |`;
    };
    return [
      `${together} default requests at once, over HTTP; medians of ${rounds} rounds.`,
      "",
      "| server | first answer, ms | all answers, ms | answers per second |",
      "| --: | --: | --: | --: |",
      row("ours", ours),
      row("FastAPI, uvicorn, (a′)", theirs),
    ].join("\n");
  } finally {
    await service.close();
  }
}
