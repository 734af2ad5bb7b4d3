/** `retort worker`: the jobs' work, beside servers on the same database and files. */
import { once } from "node:events";
import { Command } from "commander";
import { checkRole, readConfig } from "#src/server/config.ts";
import { type ParsedOptions, settingFlags, withSettings } from "./setting-flags.ts";

/** The command. */
export function workerCommand(): Command {
  const command = new Command("worker")
    .description("Work on the jobs of servers that share this database and these files.")
    .helpGroup("Server:")
    .action(run);
  return withSettings(command, ["Database", "Files", "Engines"]);
}

async function run(options: ParsedOptions): Promise<void> {
  const config = readConfig(settingFlags(options));
  checkRole(config, "worker");
  // Loaded here: the other commands do without.
  const { openPlatform } = await import("#src/server/platform.ts");
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const platform = await openPlatform(config, { isWorker: true, progress: console.log });
  console.log("Working.");
  await stopped;
  console.log("Stopping: running jobs have 5 s to finish, then others go on with them.");
  await platform.close();
}
