/** Runs a program that never ends in a folder, says its number and its child's, and waits. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "#src/affinity/boltz/folder.ts";
import { argumentsOf } from "#src/affinity/boltz/options.ts";
import { start } from "#src/affinity/boltz/process.ts";
import { leastWork, record, standInBoltz } from "./boltz.ts";
import { eventually } from "./boltz-processes.ts";

const folder = process.argv[2]!;
await makeFolder(folder, [record("a")]);
const { command, cache } = standInBoltz({ endless: ["a"], stray: true, deaf: true });
const program = await start(command, argumentsOf(leastWork, cache), folder, () => {});
const stray = await eventually(async () => {
  const text = await readFile(join(folder, "stray"), "utf8").catch(() => "");
  return text === "" ? undefined : Number(text);
});
console.log(JSON.stringify({ program: program.pid, stray }));
