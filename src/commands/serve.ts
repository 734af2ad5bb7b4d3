/** `retort serve`: the server, until it is told to stop. */
import { once } from "node:events";
import { Command } from "commander";
import { checkRole, readConfig, settingGroups } from "#src/server/config.ts";
import { formatSeconds } from "./progress.ts";
import {
  type ParsedOptions,
  type SettingGroup,
  settingFlags,
  withSettings,
} from "./setting-flags.ts";

/** The command: a flag for every setting, `--limit-n` for `LIMIT_N`. */
export function serveCommand(): Command {
  const command = new Command("serve")
    .description("Run the server: the page, the API, and the jobs' work.")
    .helpGroup("Server:")
    .option("--no-worker", "leave the jobs' work to others: `retort worker`")
    .action(run);
  return withSettings(command, Object.keys(settingGroups) as SettingGroup[]);
}

async function run(options: ParsedOptions): Promise<void> {
  const began = performance.now();
  const config = readConfig(settingFlags(options));
  const isWorker = options.worker !== false;
  checkRole(config, isWorker ? "serve" : "serve --no-worker");
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  // Loaded here: the other commands do without. The rest is loaded while the database opens.
  const { openPlatform } = await import("#src/server/platform.ts");
  const opening = openPlatform(config, { isWorker, progress: console.log });
  const [platform, { startServer }, { describeIdentity }] = await Promise.all([
    opening,
    import("#src/server/serve.ts"),
    import("#src/server/provider.ts"),
  ]);
  console.log(`Identity: ${describeIdentity(config).description}`);
  try {
    const server = await startServer(config, platform);
    const seconds = formatSeconds((performance.now() - began) / 1000);
    console.log(`Retort is at ${server.url}, after ${seconds}`);
    await stopped;
    await server.close();
  } finally {
    await platform.close();
  }
}
