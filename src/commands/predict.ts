/** `retort predict`: how strongly a ligand binds a protein, as a job of a running server. */
import { Command } from "commander";
import { predictionKind } from "#src/affinity/kinds.ts";
import { predictionRequest } from "#src/affinity/request.ts";
import { counted } from "#src/affinity/sentence.ts";
import { getJob, type PredictRequest, predict, prediction } from "#src/client/index.ts";
import { type BadFlag, UsageError } from "./flags.ts";
import { completes } from "./following.ts";
import { badFolder, fetchFiles } from "./job-files.ts";
import { jobId } from "./jobs.ts";
import {
  asBadPlaces,
  askedPrediction,
  type PredictionFlags,
  predictionOptions,
  priorityOption,
  questionFlags,
} from "./prediction-flags.ts";
import { predictionLines } from "./prediction-text.ts";
import { formatBytes } from "./progress.ts";
import { type RemoteOptions, remote, withRemote } from "./remote.ts";

interface PredictOptions extends PredictionFlags, RemoteOptions {
  readonly job?: string;
  readonly detach?: boolean;
  readonly files?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** The command. */
export function predictCommand(): Command {
  const command = new Command("predict")
    .description("Predict how strongly a ligand binds a protein (Boltz-2), on a running server.")
    .helpGroup("Instruments:")
    .action(run);
  for (const option of predictionOptions(["protein", "ligand", "msa", "complex"])) {
    command.addOption(option);
  }
  command
    .optionsGroup("Output:")
    .option("--files <folder>", "bring all files here: structures, matrices, input and log")
    .option("--force", "replace the files that stand there")
    .option("--json", "print what the server says, as JSON")
    .option("-q, --quiet", "say nothing but the result, and what goes wrong")
    .optionsGroup("The job:")
    .addOption(priorityOption())
    .option("--detach", "do not wait: print the job's id")
    .option("--job <id>", "wait for a job that was submitted before, in place of a new one");
  return withRemote(command);
}

async function run(options: PredictOptions): Promise<void> {
  const { detach, files, force, json, quiet = false } = options;
  const bad = strayFlags(options);
  if (files !== undefined) bad.push(...(await badFolder("--files", files, force)));
  const server = remote(options);
  const id = await (options.job === undefined ? submitted : known)(options, bad);
  if (detach) return console.log(id);
  if (!quiet) console.error(`Job ${id}; it goes on if this stops: retort predict --job ${id}`);
  if (!(await completes(id, server, { isQuiet: quiet }))) return;
  const result = await prediction(id, server);
  if (json) console.log(JSON.stringify(result, null, 2));
  else for (const line of predictionLines(result, process.stdout)) console.log(line);
  if (files === undefined) return;
  const { count, bytes } = await fetchFiles(id, files, server);
  if (!quiet) console.error(`Wrote ${counted(count, "file")}, ${formatBytes(bytes)}, to ${files}.`);
}

/** The id of a new job. */
async function submitted(options: PredictOptions, badOutput: readonly BadFlag[]): Promise<string> {
  const asked = await askedPrediction(options, predictionRequest);
  const bad = [...asked.bad, ...badOutput];
  if (bad.length > 0) throw new UsageError(bad);
  for (const note of asked.notes) if (!options.quiet) console.error(note);
  // The schema has taken it; what it fills in by itself is the server's to fill in.
  const request = asked.given as PredictRequest;
  const job = { ...remote(options), priority: asked.priority };
  return (await predict(request, job).catch(asBadPlaces)).id;
}

/** The id of a job that is there. */
async function known(options: PredictOptions, bad: readonly BadFlag[]): Promise<string> {
  if (bad.length > 0) throw new UsageError(bad);
  const { id, kind } = await getJob(jobId(options.job ?? "", "--job"), remote(options));
  if (kind === predictionKind) return id;
  throw new UsageError([
    { flag: "--job", message: `${id} is a job of kind ${kind}, no prediction` },
  ]);
}

/** Flags that mean nothing beside another. */
function strayFlags(options: PredictOptions): BadFlag[] {
  const bad: BadFlag[] = [];
  if (options.detach) {
    const message = "is for what is waited for; come back with --job";
    for (const name of ["files", "json"] as const) {
      if (options[name] !== undefined) bad.push({ flag: `--${name}`, message });
    }
  }
  if (options.job === undefined) return bad;
  const others = (["priority", "detach"] as const).flatMap((name) =>
    options[name] === undefined ? [] : [`--${name}`],
  );
  const message = "is for a new job, and --job is one that is there";
  return [...bad, ...[...questionFlags(options), ...others].map((flag) => ({ flag, message }))];
}
