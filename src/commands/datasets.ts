/** `retort datasets`: the datasets of a running server, and files that may become some. */
import { existsSync } from "node:fs";
import { Command } from "commander";
import { listDatasets, syncDatasets } from "#src/client/index.ts";
import { download } from "./dataset-download.ts";
import { addTagCommands, namedDataset } from "./dataset-tags.ts";
import { datasetTable, problemLines, syncLines } from "./dataset-text.ts";
import { untilInterrupted } from "./failure.ts";
import { asBadFlags, UsageError } from "./flags.ts";
import { wholeNumber } from "./jobs.ts";
import { formatBytes, formatSeconds } from "./progress.ts";
import { type RemoteOptions, remote, withRemote } from "./remote.ts";

interface DatasetsOptions extends RemoteOptions {
  readonly json?: boolean;
}

interface ListOptions extends DatasetsOptions {
  readonly limit?: string;
  readonly cursor?: string;
}

interface DownloadOptions extends RemoteOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** The command, with one of its own for each thing to do. */
export function datasetsCommand(): Command {
  const datasets = new Command("datasets")
    .description("List, check, fetch and tag the datasets of a running server.")
    .helpGroup("Server:")
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride();
  const add = (command: Command) => datasets.addCommand(command.copyInheritedSettings(datasets));
  const asJson = (command: Command) =>
    add(withRemote(command.option("--json", "print what the server says, as JSON")));
  asJson(
    new Command("list")
      .description("List the datasets that you may see, the newest first.")
      .option("--limit <number>", "the most datasets to list, 1 … 1000 (default: 200)")
      .option("--cursor <cursor>", "go on after the page that ended with this")
      .action(list),
  );
  asJson(
    new Command("sync")
      .description("Make the server look through its files: new ones become datasets.")
      .option("--sql", "write nothing, and print the statements that would register the new ones")
      .action(sync),
  );
  add(
    new Command("validate")
      .argument("<file...>", "files here")
      .description("Say whether files are datasets; the exit status is 0 if all are, else 1.")
      .action(validate),
  );
  add(
    withRemote(
      new Command("download")
        .argument("<name>", "the dataset's filename")
        .description("Download a dataset; one that broke off is gone on with.")
        .option("-o, --out <file>", "where it goes (default: its own name, here)")
        .option("--force", "replace the file that stands there")
        .option("-q, --quiet", "say nothing but what goes wrong")
        .action(fetchFile),
    ),
  );
  addTagCommands(asJson);
  return datasets;
}

async function list(options: ListOptions): Promise<void> {
  const { cursor, json } = options;
  const limit = options.limit === undefined ? undefined : wholeNumber(options.limit);
  const page = await listDatasets({ cursor, limit }, remote(options)).catch(asBadFlags);
  if (json) return console.log(JSON.stringify(page, null, 2));
  if (page.datasets.length === 0) return console.error("There are no datasets.");
  for (const line of datasetTable(page.datasets, process.stdout)) console.log(line);
  if (page.next !== null) console.error(`There are more: --cursor ${page.next}`);
}

async function sync(options: DatasetsOptions & { readonly sql?: boolean }): Promise<void> {
  const server = remote(options, untilInterrupted());
  const report = await syncDatasets({ dryRun: options.sql === true }, server);
  if (options.json) return console.log(JSON.stringify(report, null, 2));
  for (const line of options.sql ? report.sql : syncLines(report)) console.log(line);
  for (const line of problemLines(report.problems)) console.error(line);
}

async function validate(paths: readonly string[]): Promise<void> {
  // Loaded here: the other commands do without.
  const { checkDataset } = await import("./dataset-check.ts");
  for (const path of paths) {
    const { problems, says } = await checkDataset(path);
    if (says !== undefined) console.log(`${path}: ${says}`);
    for (const line of problemLines([{ filename: path, problems: [...problems] }])) {
      console.error(line);
      process.exitCode = 1;
    }
  }
}

async function fetchFile(name: string, options: DownloadOptions): Promise<void> {
  const filename = namedDataset(name);
  const { out = filename, force, quiet } = options;
  if (!force && existsSync(out)) {
    const message = `${out} is there already; --force replaces it`;
    throw new UsageError([{ flag: "--out", message }]);
  }
  const server = remote(options, untilInterrupted());
  const terminal = process.stderr.isTTY && !quiet ? process.stderr : undefined;
  const began = performance.now();
  const onBroken = (bytes: number) =>
    console.error(`${formatBytes(bytes)} are here; the same command goes on after them.`);
  const destination = { out, terminal, onBroken };
  const { bytes, before, isSame } = await download(filename, destination, server);
  if (isSame === false) {
    process.exitCode = 1;
    console.error("What came is not what the server has, by its SHA-256; nothing of it is kept.");
    return;
  }
  if (quiet) return;
  const seconds = formatSeconds((performance.now() - began) / 1000);
  const gone = before === 0 ? "" : `, of which ${formatBytes(before)} were here`;
  const proof = isSame ? "; its SHA-256 is the server's" : "; the server states no SHA-256 of it";
  console.error(`Wrote ${formatBytes(bytes)}${gone}, to ${out} in ${seconds}${proof}.`);
}
