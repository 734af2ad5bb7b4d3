/** `retort sweep`: a circuit over a grid of its parameters, here or as a job of a server. */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { Command } from "commander";
import { sweepRequest } from "#src/impedance/request.ts";
import { datasetName, defaultSweepLimits } from "#src/impedance/sweep-fields.ts";
import { toSweep } from "#src/impedance/to-sweep.ts";
import { type BadFlag, UsageError } from "./flags.ts";
import { formatBytes, formatSeconds } from "./progress.ts";
import { type RemoteOptions, withRemote } from "./remote.ts";
import { askedSweep, type SweepFlags, sweepOptions } from "./sweep-flags.ts";
import { type JobFlags, submittedSweep } from "./sweep-submitted.ts";
import { bestTable, identifiabilityLines } from "./sweep-text.ts";

/** Rows that are shown of what was found; the file has them all. */
const rowsShown = 5;

interface SweepOptions extends SweepFlags, JobFlags, RemoteOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly submit?: boolean;
}

/** The command. */
export function sweepCommand(): Command {
  const command = new Command("sweep")
    .description(
      "Sweep a circuit over a grid of its parameters, rank every point, and write the dataset.",
    )
    .helpGroup("Instruments:")
    .action(run);
  for (const option of sweepOptions()) command.addOption(option);
  command
    .optionsGroup("Output:")
    .option(
      "-o, --out <file.npz>",
      "where the dataset goes (default: grid_{size}_freq_{min}_{max}.npz, here)",
    )
    .option("--force", "replace the file that stands there")
    .option("-q, --quiet", "say nothing but what goes wrong")
    .optionsGroup("On a server:")
    .option("--submit", "leave the sweep to a running server, as a job, and wait for it")
    .option("--detach", "do not wait: print the job's id")
    .option("--filename <name.npz>", "what the server's dataset is called in paths")
    .option("--name <text>", "what people call it")
    .option("--description <text>", "what it is about")
    .option("--public", "let everybody read it");
  return withRemote(command);
}

async function run(options: SweepOptions): Promise<void> {
  const bad = strayFlags(options);
  if (bad.length > 0) throw new UsageError(bad);
  return options.submit ? submit(options) : sweepToFile(options);
}

async function sweepToFile(options: SweepOptions): Promise<void> {
  const asked = await askedSweep(options, sweepRequest(defaultSweepLimits));
  const sweep = asked.request && toSweep(asked.request);
  // Loaded here: help, and whoever leaves it to a server, do without.
  const { nameOf } = await import("#src/impedance/sweeping/name.ts");
  const out = options.out ?? (sweep && nameOf(sweep));
  const bad = [...asked.bad, ...(out === undefined ? [] : badOut(out, options.force))];
  if (bad.length > 0 || !sweep || !asked.request || out === undefined) throw new UsageError(bad);

  for (const note of asked.notes) if (!options.quiet) console.error(note);
  const began = performance.now();
  const { sweepHere } = await import("./sweep-here.ts");
  const terminal = process.stderr.isTTY && !options.quiet ? process.stderr : undefined;
  const found = await sweepHere(asked.request, sweep, { out, terminal, best: rowsShown });
  if (options.quiet) return;
  const sets = sweep.grid.size.toLocaleString("en-US");
  const seconds = formatSeconds((performance.now() - began) / 1000);
  const size = formatBytes(found.bytes);
  console.error(`Wrote ${sets} sets of parameters, ${size}, to ${out} in ${seconds}.`);
  for (const line of bestTable(sweep, found.best, process.stdout)) console.log(line);
  for (const line of identifiabilityLines(found.identifiability)) console.log(line);
}

async function submit(options: SweepOptions): Promise<void> {
  // The server has limits of its own.
  const schema = sweepRequest({ points: Number.POSITIVE_INFINITY });
  const { filename, name, description, public: isPublic } = options;
  const job = { filename, name, description, is_public: isPublic };
  const stated = Object.entries(job).filter(([, value]) => value !== undefined);
  const asked = await askedSweep(options, schema, Object.fromEntries(stated));
  if (asked.request === undefined) throw new UsageError(asked.bad);
  for (const note of asked.notes) if (!options.quiet) console.error(note);
  const found = await submittedSweep(asked.given, options, rowsShown);
  if (found === undefined || options.quiet) return;
  const { result, best } = found;
  const sets = result.n_parameter_sets.toLocaleString("en-US");
  const seconds = formatSeconds(result.seconds);
  const size = formatBytes(result.size);
  console.error(
    `The server has ${sets} sets of parameters, ${size}, in ${result.filename}, after ${seconds}.`,
  );
  for (const line of bestTable(toSweep(asked.request), best, process.stdout)) console.log(line);
  for (const line of identifiabilityLines(result.identifiability)) console.log(line);
}

/** Flags that mean nothing without another, or with it. */
function strayFlags(options: SweepOptions): BadFlag[] {
  const stray = options.submit
    ? (["out", "force"] as const)
    : (["detach", "filename", "name", "description", "public"] as const);
  const message = options.submit
    ? "with --submit the server keeps the file; `retort datasets download` brings it here"
    : "is for a sweep on a server: --submit";
  return stray.flatMap((name) =>
    options[name] === undefined ? [] : [{ flag: `--${name}`, message }],
  );
}

function badOut(out: string, isForced = false): BadFlag[] {
  const flag = "--out";
  if (!datasetName.test(basename(out))) {
    const message = `"${out}" is no dataset's name: letters, digits, \`.\`, \`_\` and \`-\`, and .npz`;
    return [{ flag, message }];
  }
  if (isForced || !existsSync(out)) return [];
  return [{ flag, message: `${out} is there already; --force replaces it` }];
}
