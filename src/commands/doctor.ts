/** `retort doctor`: what is here, whether it works, and what is missing without what is not. */
import { Command } from "commander";
import { readConfig } from "#src/server/config.ts";
import type { Finding } from "#src/server/finding.ts";
import { type ParsedOptions, settingFlags, withSettings } from "./setting-flags.ts";

const marks = { works: "✓", lacks: "–", fails: "✗" } as const;

/** The command. */
export function doctorCommand(): Command {
  const command = new Command("doctor")
    .description("Say what is here, whether it works, and what the lack of the rest means.")
    .helpGroup("Server:")
    .action(run);
  return withSettings(command, ["Database", "Files", "Identity", "Engines"]);
}

async function run(options: ParsedOptions): Promise<void> {
  const config = readConfig(settingFlags(options));
  // Loaded here: the other commands do without.
  const { examine } = await import("#src/server/examination.ts");
  for await (const finding of examine(config)) {
    console.log(line(finding));
    // A status for programs, after everything was looked at.
    if (finding.state === "fails") process.exitCode = 1;
  }
}

function line({ what, state, says }: Finding): string {
  return `${marks[state]} ${what.padEnd(10)} ${says}`;
}
