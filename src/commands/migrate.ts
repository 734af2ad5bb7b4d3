/** `retort migrate`: bring the database's schema up to date, as a role that may. */
import { Command } from "commander";
import { readConfig } from "#src/server/config.ts";
import { type ParsedOptions, settingFlags, withSettings } from "./setting-flags.ts";

/** The command. */
export function migrateCommand(): Command {
  const command = new Command("migrate")
    .description("Bring the database's schema up to date; serve and worker do so if they may.")
    .helpGroup("Server:")
    .option("--files-moved", "the files are where the settings say from now on, wherever they were")
    .action(run);
  return withSettings(command, ["Database", "Files"]);
}

async function run(options: ParsedOptions): Promise<void> {
  const config = readConfig(settingFlags(options));
  // Loaded here: the other commands do without.
  const { openStorage } = await import("#src/server/storage.ts");
  const { database, blobs } = await openStorage(config, {
    progress: console.log,
    filesWereMoved: options.filesMoved === true,
  });
  console.log(
    `The schema of ${database.description} is up to date; its files are in ${blobs.description}.`,
  );
  await database.close();
}
