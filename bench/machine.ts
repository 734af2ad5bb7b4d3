/** What a measurement was taken on: figures without it mean little. */
import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";

/** The machine, the Node version and the tree's commit, a Markdown list item each. */
export function describeMachine(): string[] {
  const commit = git("rev-parse", "--short", "HEAD");
  const changed = git("status", "--porcelain", "--", "src", "kernels", "bench", "package.json");
  return [
    `- ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ` +
      `${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${process.arch}`,
    `- Node ${process.versions.node} (V8 ${process.versions.v8})`,
    `- commit ${commit || "unknown"}${changed ? ", with changes" : ""}`,
  ];
}

function git(...args: string[]): string {
  return spawnSync("git", args, { encoding: "utf8" }).stdout?.trim() ?? "";
}
