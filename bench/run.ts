/**
 * Side-by-side measurements against what a user would pick instead.
 *
 *     npm run bench -- [tunneling|jobs|impedance|affinity] [--full] [--sizes 1000,2000] [--rounds 5] [--write docs/benchmark.md]
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { measureAffinity } from "./affinity.ts";
import { measureImpedance } from "./impedance.ts";
import { measureJobs } from "./jobs.ts";
import { describeMachine } from "./machine.ts";
import type { Measure } from "./measure.ts";
import { measureTunneling } from "./tunneling.ts";

const subjects: Readonly<Record<string, { measure: Measure; sizes: string }>> = {
  tunneling: { measure: measureTunneling, sizes: "1000,2000,4000,8000" },
  jobs: { measure: measureJobs, sizes: "200,1000" },
  impedance: { measure: measureImpedance, sizes: "10,15" },
  affinity: { measure: measureAffinity, sizes: "5000" },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: "boolean", default: false },
    sizes: { type: "string" },
    rounds: { type: "string", default: "5" },
    write: { type: "string" },
  },
});

const name = positionals[0] ?? "tunneling";
const subject = subjects[name];
if (!subject) {
  throw new Error(`there is no "${name}" to measure, but ${Object.keys(subjects).join(", ")}`);
}

const result = await subject.measure({
  sizes: (values.sizes ?? subject.sizes).split(",").map(Number),
  rounds: Number(values.rounds),
  full: values.full,
});
const today = new Date().toISOString().slice(0, 10);
const report = [
  `# Benchmark: ${name}`,
  "",
  `\`${["npm run bench --", ...process.argv.slice(2)].join(" ")}\`, ${today}`,
  "",
  ...describeMachine(),
  result,
].join("\n");
console.log(report);
if (values.write) {
  await writeFile(values.write, `${report}\n${await remarks(values.write)}`);
  // The lint holds Markdown to a form, too.
  spawnSync("biome", ["format", "--write", values.write]);
}

/** What people wrote under the figures, from the heading "Reading it" on; a new table keeps it. */
async function remarks(path: string): Promise<string> {
  const kept = existsSync(path) ? await readFile(path, "utf8") : "";
  const start = kept.indexOf("\n## Reading it");
  return start < 0 ? "" : kept.slice(start);
}
