#!/usr/bin/env node
/** The `retort` command. */
import { Command, CommanderError } from "commander";
import retort from "../package.json" with { type: "json" };
import { exitStatus, sentence } from "./commands/failure.ts";
import { serveCommand } from "./commands/serve.ts";
import { tunnelCommand } from "./commands/tunnel.ts";

const program = new Command("retort")
  .description("A scientific simulation server: a JSON question in, arrays out.")
  .version(retort.version)
  .helpCommand(false)
  .showSuggestionAfterError()
  .exitOverride();
for (const command of [serveCommand(), tunnelCommand()]) {
  program.addCommand(command.copyInheritedSettings(program));
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    console.error(sentence(error));
    process.exitCode = exitStatus(error);
  }
}
