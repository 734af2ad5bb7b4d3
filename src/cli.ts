#!/usr/bin/env node
/** The `retort` command. */
import { enableCompileCache } from "node:module";
import { Command, CommanderError } from "commander";
import retort from "../package.json" with { type: "json" };
import { datasetsCommand } from "./commands/datasets.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { examplesCommand } from "./commands/examples.ts";
import { exitStatus, sentence } from "./commands/failure.ts";
import { jobsCommand } from "./commands/jobs.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { predictCommand } from "./commands/predict.ts";
import { screenCommand } from "./commands/screen.ts";
import { screensCommand } from "./commands/screens.ts";
import { serveCommand } from "./commands/serve.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { tunnelCommand } from "./commands/tunnel.ts";
import { workerCommand } from "./commands/worker.ts";

// What the commands load later was compiled by an earlier run: a server starts 0.2 s sooner.
enableCompileCache();

const program = new Command("retort")
  .description("A scientific simulation server: a JSON question in, arrays out.")
  .version(retort.version)
  .helpCommand(false)
  .showSuggestionAfterError()
  .exitOverride();
const commands = [
  serveCommand(),
  workerCommand(),
  migrateCommand(),
  doctorCommand(),
  jobsCommand(),
  datasetsCommand(),
  screensCommand(),
  tunnelCommand(),
  sweepCommand(),
  predictCommand(),
  screenCommand(),
  examplesCommand(),
];
for (const command of commands) {
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
