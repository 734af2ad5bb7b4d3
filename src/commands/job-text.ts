/** Jobs as lines of a terminal. */
import { styleText } from "node:util";
import type { Job, JobState, SeenJobEvent } from "#src/client/index.ts";
import { formatSeconds, progressBar } from "./progress.ts";
import { type Display, inOneLine, tableLines } from "./table.ts";

const colours = {
  queued: "dim",
  running: "cyan",
  completed: "green",
  failed: "red",
  cancelled: "yellow",
} as const satisfies Readonly<Record<JobState, string>>;

/** Columns that a narrow terminal goes without, the first of them first. */
const spare = ["TOOK", "CREATED", "MESSAGE", "DONE"];

/** Least width of the column of messages, characters. */
const leastMessage = 16;

/** Jobs as a table with a head, one line a job. */
export function jobTable(jobs: readonly Job[], display: Display, now = Date.now()): string[] {
  const column = (title: string, read: (job: Job) => string) => ({ title, cells: jobs.map(read) });
  const columns = [
    column("ID", ({ id }) => id),
    column("KIND", ({ kind }) => kind),
    {
      ...column("STATE", ({ state }) => state),
      paint: (cell: string, row: number) => coloured(cell, jobs[row]!.state, display),
    },
    column("DONE", ({ progress }) => `${Math.floor(100 * progress)} %`),
    column("CREATED", ({ created_at }) => shortTime(created_at)),
    column("TOOK", (job) => took(job, now)),
    column("MESSAGE", ({ error, message }) => inOneLine(error?.message ?? message)),
  ];
  return tableLines(columns, display, { spare, cut: { title: "MESSAGE", least: leastMessage } });
}

/** Everything about one job, a line each. */
export function jobLines(job: Job, display: Display, now = Date.now()): string[] {
  const engine = [job.engine, job.engine_version].filter((text) => text !== null).join(" ");
  const fields: [name: string, text: string][] = [
    ["id", job.id],
    ["kind", job.kind],
    ["state", coloured(job.state, job.state, display)],
    ["done", `${Math.floor(100 * job.progress)} %`],
    ["message", inOneLine(job.message)],
    ["error", job.error === null ? "" : inOneLine(`${job.error.message} (${job.error.code})`)],
    ["detail", job.error?.detail == null ? "" : JSON.stringify(job.error.detail)],
    ["attempt", job.attempt > 1 ? String(job.attempt) : ""],
    ["priority", String(job.priority)],
    ["engine", engine],
    ["created", longTime(job.created_at)],
    ["started", job.started_at === null ? "" : longTime(job.started_at)],
    ["finished", job.finished_at === null ? "" : longTime(job.finished_at)],
    ["took", took(job, now)],
    ["request", JSON.stringify(job.request)],
  ];
  return fields.flatMap(([name, text]) => (text === "" ? [] : [`${name.padEnd(9)} ${text}`]));
}

/** A change of a job as a line of a log. */
export function eventLine(event: SeenJobEvent): string {
  const at = new Date(event.at).toLocaleTimeString("en-GB");
  const done = `${Math.floor(100 * event.progress)} %`.padStart(5);
  return `${at}  ${event.state.padEnd(9)} ${done}  ${inOneLine(event.message)}`.trimEnd();
}

/** Least time between two lines that tell of nothing but progress, ms. */
const interval = 1000;

/**
 * Which events a log has a line for: each that changes the state or the attempt, and of those
 * between them one a second.
 */
export function worthALine(): (event: SeenJobEvent) => boolean {
  let last: { readonly name: string; readonly at: number } | undefined;
  return ({ state, attempt, at }) => {
    const name = `${state} ${attempt}`;
    const time = Date.parse(at);
    if (last?.name === name && time - last.at < interval) return false;
    last = { name, at: time };
    return true;
  };
}

/** A job's state, drawn again and again on one line. */
export function progressLine({ state, progress, message, attempt }: SeenJobEvent): string {
  const parts = [progressBar(progress), inOneLine(message) || state];
  if (attempt > 1) parts.push(`attempt ${attempt}`);
  return parts.join(" · ");
}

/** From begin to end, or to now; nothing before the begin. */
function took({ started_at, finished_at }: Job, now: number): string {
  if (started_at === null) return "";
  const end = finished_at === null ? now : Date.parse(finished_at);
  return formatSeconds(Math.max(0, end - Date.parse(started_at)) / 1000);
}

function coloured(text: string, state: JobState, display: Display): string {
  if (!display.hasColors?.()) return text;
  return styleText(colours[state], text, { validateStream: false });
}

/** A time as a table has it. */
export function shortTime(time: string): string {
  const at = { day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return new Date(time).toLocaleString("en-GB", at).replace(",", "");
}

function longTime(time: string): string {
  return new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}
