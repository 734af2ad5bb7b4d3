/** `retort jobs`: the jobs of a running server, listed, looked at, cancelled and watched. */
import { Command, Option } from "commander";
import { cancelJob, getJob, type JobState, listJobs } from "#src/client/index.ts";
import { jobStates } from "#src/jobs/state.ts";
import { untilInterrupted } from "./failure.ts";
import { asBadFlags, UsageError } from "./flags.ts";
import { endWithoutResult, followJob } from "./following.ts";
import { eventLine, jobLines, jobTable, worthALine } from "./job-text.ts";
import { type RemoteOptions, remote, withRemote } from "./remote.ts";

interface JobsOptions extends RemoteOptions {
  readonly json?: boolean;
}

interface ListOptions extends JobsOptions {
  readonly kind?: string;
  readonly state?: JobState;
  readonly limit?: string;
  readonly cursor?: string;
}

/** The command, with one of its own for each thing to do. */
export function jobsCommand(): Command {
  const jobs = new Command("jobs")
    .description("List, show, cancel and watch the jobs of a running server.")
    .helpGroup("Server:")
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride();
  const all = [
    new Command("list")
      .description("List your jobs, the newest first.")
      .option("--kind <kind>", "only jobs of this kind")
      .addOption(new Option("--state <state>", "only jobs in this state").choices(jobStates))
      .option("--limit <number>", "the most jobs to list, 1 … 200 (default: 50)")
      .option("--cursor <cursor>", "go on after the page that ended with this")
      .action(list),
    new Command("show")
      .argument("<id>", "the job's identifier")
      .description("Show everything about a job.")
      .action(show),
    new Command("cancel")
      .argument("<id>", "the job's identifier")
      .description("Cancel a job that waits or runs.")
      .action(cancel),
    new Command("watch")
      .argument("<id>", "the job's identifier")
      .description("Follow a job to its end; the exit status is 0 if it completes, else 1.")
      .action(watch),
  ];
  for (const command of all) {
    command.option("--json", "print what the server says, as JSON");
    jobs.addCommand(withRemote(command).copyInheritedSettings(jobs));
  }
  return jobs;
}

async function list(options: ListOptions): Promise<void> {
  const { kind, state, cursor, json } = options;
  const limit = options.limit === undefined ? undefined : wholeNumber(options.limit);
  const filter = { kind, state, cursor, limit };
  const page = await listJobs(filter, remote(options)).catch(asBadFlags);
  if (json) return print(page);
  if (page.jobs.length === 0) return console.error("There are no such jobs.");
  for (const line of jobTable(page.jobs, process.stdout)) console.log(line);
  if (page.next !== null) console.error(`There are more: --cursor ${page.next}`);
}

async function show(id: string, options: JobsOptions): Promise<void> {
  const job = await getJob(jobId(id), remote(options));
  if (options.json) return print(job);
  for (const line of jobLines(job, process.stdout)) console.log(line);
}

async function cancel(id: string, options: JobsOptions): Promise<void> {
  const job = await cancelJob(jobId(id), remote(options));
  if (options.json) return print(job);
  console.log(`Job ${job.id} is cancelled.`);
}

async function watch(id: string, options: JobsOptions): Promise<void> {
  const server = remote(options, untilInterrupted());
  // Asked first: a server that is not there, or has no such job, is not waited for.
  await getJob(jobId(id), server);
  const isWorthALine = worthALine();
  const job = await followJob(id, server, {
    terminal: process.stdout.isTTY && !options.json ? process.stderr : undefined,
    onEvent: (event) => {
      if (options.json) console.log(JSON.stringify(event));
      else if (isWorthALine(event)) console.log(eventLine(event));
    },
  });
  if (job.state !== "completed") {
    process.exitCode = 1;
    console.error(endWithoutResult(job));
  } else if (process.stdout.isTTY && !options.json) {
    console.log(`Job ${id} is completed.`);
  }
}

/**
 * The identifier, once it is clear that it is one.
 * @param flag where it was given
 */
export function jobId(text: string, flag = "id"): string {
  if (isUuid(text)) return text;
  const message = `"${text}" is no job's id, which is a UUID as \`retort jobs list\` shows`;
  throw new UsageError([{ flag, message }]);
}

/** Whether a text is an identifier, as jobs and screens have them. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** What the most is, is the server's to say. */
export function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const message = `"${text}" is no whole number, as in --limit 20`;
  throw new UsageError([{ flag: "--limit", message }]);
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
