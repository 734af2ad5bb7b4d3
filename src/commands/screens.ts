/** `retort screens`: the screens of a running server, listed, followed, stopped and gone on with. */
import { Command, Option } from "commander";
import {
  deleteScreen,
  resumeScreen,
  type ScreenFormat,
  screen,
  screenLigands,
  screenResults,
  screens,
  stopScreen,
} from "#src/client/index.ts";
import { asBadFlags, UsageError } from "./flags.ts";
import { isUuid, wholeNumber } from "./jobs.ts";
import { fileOutput, standardOutput } from "./output.ts";
import { type RemoteOptions, remote, withRemote } from "./remote.ts";
import { withTables } from "./screen.ts";
import { badTables, followScreen, type ScreenOutput } from "./screen-following.ts";
import { ligandTable, screenLines, screenTable } from "./screen-text.ts";

/** Ligands that `show` shows. */
const rowsShown = 10;

interface ScreensOptions extends RemoteOptions {
  readonly json?: boolean;
}

interface ListOptions extends ScreensOptions {
  readonly limit?: string;
  readonly cursor?: string;
}

interface ResultsOptions extends RemoteOptions {
  readonly format: ScreenFormat;
  readonly out?: string;
}

/** The command, with one of its own for each thing to do. */
export function screensCommand(): Command {
  const group = new Command("screens")
    .description("List, show, follow, stop and go on with the screens of a running server.")
    .helpGroup("Server:")
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride();
  const of = (name: string, description: string) =>
    new Command(name).argument("<id>", "the screen's identifier").description(description);
  const asJson = (command: Command) =>
    command.option("--json", "print what the server says, as JSON");
  const all = [
    asJson(new Command("list").description("List your screens, the newest first."))
      .option("--limit <number>", "the most screens to list, 1 … 100 (default: 50)")
      .option("--cursor <cursor>", "go on after the page that ended with this")
      .action(list),
    asJson(of("show", "Show everything about a screen, and its best ligands so far.")).action(show),
    withTables(of("watch", "Follow a screen to its end, as `retort screen` does.")).action(watch),
    of("results", "Print the table of all ligands as it is now.")
      .addOption(new Option("--format <format>", "how").choices(["csv", "jsonl"]).default("csv"))
      .option("-o, --out <file>", "write it here, in place of what stands there")
      .action(results),
    asJson(of("stop", "Stop a screen; what was found stays.")).action(stop),
    asJson(of("resume", "Go on with a screen that was stopped or has failed.")).action(resume),
    of("delete", "Delete a screen, and all that was found; one that is running is stopped.").action(
      remove,
    ),
  ];
  for (const command of all) group.addCommand(withRemote(command).copyInheritedSettings(group));
  return group;
}

async function list(options: ListOptions): Promise<void> {
  const { cursor, json } = options;
  const limit = options.limit === undefined ? undefined : wholeNumber(options.limit);
  const page = await screens({ cursor, limit }, remote(options)).catch(asBadFlags);
  if (json) return print(page);
  if (page.screens.length === 0) return console.error("There are no screens.");
  for (const line of screenTable(page.screens, process.stdout)) console.log(line);
  if (page.next !== null) console.error(`There are more: --cursor ${page.next}`);
}

async function show(id: string, options: ScreensOptions): Promise<void> {
  const server = remote(options);
  const found = await screen(screenId(id), server);
  if (options.json) return print(found);
  const filter = { state: "completed", limit: rowsShown } as const;
  const { ligands } = await screenLigands(id, filter, server);
  for (const line of screenLines(found, process.stdout)) console.log(line);
  if (ligands.length === 0) return;
  for (const line of ["", ...ligandTable(ligands, process.stdout)]) console.log(line);
}

async function watch(id: string, options: RemoteOptions & ScreenOutput): Promise<void> {
  const bad = badTables(options);
  if (bad.length > 0) throw new UsageError(bad);
  const server = remote(options);
  const { job } = await screen(screenId(id), server);
  await followScreen(id, job?.job_id, server, options);
}

async function results(id: string, options: ResultsOptions): Promise<void> {
  const { out, format } = options;
  const { body } = await screenResults(screenId(id), format, remote(options));
  await using output = out === undefined ? standardOutput() : await fileOutput(out);
  await output.write(body);
}

async function stop(id: string, options: ScreensOptions): Promise<void> {
  const stopped = await stopScreen(screenId(id), remote(options));
  if (options.json) return print(stopped);
  console.log(`Screen ${id} is stopped.`);
}

async function resume(id: string, options: ScreensOptions): Promise<void> {
  const job = await resumeScreen(screenId(id), remote(options));
  if (options.json) return print(job);
  console.log(`Screen ${id} goes on, as job ${job.id}: retort screens watch ${id}`);
}

async function remove(id: string, options: RemoteOptions): Promise<void> {
  await deleteScreen(screenId(id), remote(options));
  console.log(`Screen ${id} is deleted.`);
}

/** The identifier, once it is clear that it is one. */
function screenId(text: string): string {
  if (isUuid(text)) return text;
  const message = `"${text}" is no screen's id, which is a UUID as \`retort screens list\` shows`;
  throw new UsageError([{ flag: "id", message }]);
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
