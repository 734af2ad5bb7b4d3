/** Jobs as lines of a terminal. */
import { styleText } from "node:util";
import type { Job, JobState, SeenJobEvent } from "#src/client/index.ts";
import { formatSeconds, progressBar } from "./progress.ts";

/** Where lines go, as `process.stdout`: only a terminal gets colours, and lines cut to its width. */
export interface Display {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

const colours = {
  queued: "dim",
  running: "cyan",
  completed: "green",
  failed: "red",
  cancelled: "yellow",
} as const satisfies Readonly<Record<JobState, string>>;

/** Jobs as a table with a head, one line a job. */
export function jobTable(jobs: readonly Job[], display: Display, now = Date.now()): string[] {
  const head = ["ID", "KIND", "STATE", "DONE", "CREATED", "TOOK", "MESSAGE"];
  const rows = jobs.map((job) => [
    job.id,
    job.kind,
    job.state,
    `${Math.floor(100 * job.progress)} %`,
    shortTime(job.created_at),
    took(job, now),
    inOneLine(job.error?.message ?? job.message),
  ]);
  const last = head.length - 1;
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]!.length)),
  );
  const taken = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  const room = display.isTTY ? Math.max(8, (display.columns || 80) - taken) : Infinity;
  return [head, ...rows].map((row, index) => {
    const state = jobs[index - 1]?.state;
    const cells = row.map((cell, column) => {
      if (column === last) return cell.length > room ? `${cell.slice(0, room - 1)}…` : cell;
      const padded = cell.padEnd(widths[column]!);
      return cell === state ? coloured(padded, state, display) : padded;
    });
    return cells.join("  ").trimEnd();
  });
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

function shortTime(time: string): string {
  const at = { day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return new Date(time).toLocaleString("en-GB", at).replace(",", "");
}

function longTime(time: string): string {
  return new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}

/** Text that others wrote, without what would move a terminal's cursor. */
function inOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
