/** `retort screen`: one protein, a file of ligands, and which of them bind tightest. */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { Command, Option } from "commander";
import { LigandListError, type LigandListFormat } from "#src/affinity/ligand-list.ts";
import {
  ligandListFormats,
  listedLigands,
  type ScreenRequest,
  screenRequest,
} from "#src/affinity/screen-request.ts";
import { submitScreen } from "#src/client/index.ts";
import { type BadFlag, UsageError } from "./flags.ts";
import { systemSaid } from "./output.ts";
import {
  asBadPlaces,
  askedPrediction,
  type PredictionFlags,
  predictionOptions,
  priorityOption,
} from "./prediction-flags.ts";
import { type RemoteOptions, remote, withRemote } from "./remote.ts";
import { badTables, followScreen, type ScreenOutput } from "./screen-following.ts";

interface ScreenCommandOptions extends PredictionFlags, RemoteOptions, ScreenOutput {
  readonly format?: LigandListFormat;
  readonly name?: string;
  readonly detach?: boolean;
}

/** The command. */
export function screenCommand(): Command {
  const command = new Command("screen")
    .argument("<file>", "ligands: .csv or .tsv, .smi, .sdf or .json")
    .description("Rank many ligands by how strongly they bind one protein, on a running server.")
    .helpGroup("Instruments:")
    .action(run);
  for (const option of predictionOptions(["protein", "msa"])) command.addOption(option);
  command
    .optionsGroup("The file:")
    .addOption(
      new Option("--format <format>", "how it is written (default: as its name ends)").choices(
        ligandListFormats,
      ),
    )
    .option("--name <text>", "what people call the screen");
  withTables(command)
    .optionsGroup("The job:")
    .addOption(priorityOption())
    .option("--detach", "do not wait: print the screen's id");
  return withRemote(command);
}

/** Gives a command flags that say where a screen's table goes. */
export function withTables(command: Command): Command {
  return command
    .optionsGroup("Output:")
    .option("--csv <file>", "write the table of all ligands here, as CSV")
    .option("--jsonl <file>", "write it here, as JSON, a ligand a line")
    .option("--force", "replace the files that stand there")
    .option("--json", "print what the server says of the screen, as JSON")
    .option("-q, --quiet", "say nothing but the best ligands, and what goes wrong");
}

async function run(path: string, options: ScreenCommandOptions): Promise<void> {
  const { format, name, detach } = options;
  const bad = [...badTables(options), ...(detach ? strayFlags(options) : [])];
  const listed = await readList(path, format, bad);
  const others = { ...listed, ...(name === undefined ? {} : { name }) };
  const asked = await askedPrediction(options, screenRequest, others);
  // What is wrong with the file has been said.
  bad.push(...asked.bad.filter(({ flag }) => listed !== undefined || flag !== "file"));
  if (bad.length > 0) throw new UsageError(bad);
  for (const note of asked.notes) if (!options.quiet) console.error(note);
  const server = remote(options);
  const request = asked.given as ScreenRequest;
  const job = { ...server, priority: asked.priority };
  const { id, screen_id: screen } = await submitScreen(request, job).catch(asBadPlaces);
  if (detach) console.log(screen);
  else await followScreen(screen, id, server, options);
}

/** How a file is written whose name ends so. */
const formats: Readonly<Record<string, LigandListFormat>> = {
  ".csv": "csv",
  ".tsv": "csv",
  ".smi": "smiles",
  ".smiles": "smiles",
  ".txt": "smiles",
  ".sdf": "sdf",
  ".sd": "sdf",
  ".mol": "sdf",
  ".json": "json",
};

/** The file's text as a request has it; undefined, and said in `bad`, if it is none that can be. */
async function readList(path: string, stated: LigandListFormat | undefined, bad: BadFlag[]) {
  const format = stated ?? formats[extname(path).toLowerCase()];
  if (format === undefined) {
    const message = `the name of ${path} does not end as one of ${Object.keys(formats).join(", ")}`;
    bad.push({ flag: "--format", message: `is needed: ${message}` });
    return undefined;
  }
  try {
    const ligands = await readFile(path, "utf8");
    listedLigands({ ligands, format });
    return { ligands, format };
  } catch (error) {
    const message = error instanceof LigandListError ? error.message : systemSaid(error);
    bad.push({ flag: "file", message: `${path}: ${message}` });
    return undefined;
  }
}

/** Flags that mean nothing for a screen that is not waited for. */
function strayFlags(options: ScreenOutput): BadFlag[] {
  const message = "is for what is waited for; come back with `retort screens watch`";
  return (["csv", "jsonl", "json"] as const).flatMap((name) =>
    options[name] === undefined ? [] : [{ flag: `--${name}`, message }],
  );
}
