/** Following a job from here: to its end, whatever becomes of the connection meanwhile. */
import {
  getJob,
  type Job,
  type RequestOptions,
  type SeenJobEvent,
  watchJob,
} from "#src/client/index.ts";
import { untilInterrupted } from "./failure.ts";
import { eventLine, progressLine, worthALine } from "./job-text.ts";
import { liveLines } from "./live-lines.ts";
import type { Terminal } from "./progress.ts";

/** How the job is shown meanwhile. */
export interface Following {
  /** Where one line shows how far it is; undefined for none. */
  readonly terminal: Terminal | undefined;
  /** Takes every change where there is no such line. */
  readonly onEvent: (event: SeenJobEvent) => void;
  /** What stands below the line, asked for once a second at most. Default: nothing. */
  readonly below?: (() => Promise<readonly string[]>) | undefined;
}

/** Least time between two questions of what stands below, ms. */
const interval = 1000;

/**
 * Waits until a job has ended.
 * @returns the job as it then is
 * @throws ProblemError when there is no such job; the signal's reason
 */
export async function followJob(
  id: string,
  server: RequestOptions,
  { terminal, onEvent, below }: Following,
): Promise<Job> {
  const live = terminal && liveLines(terminal);
  let rest: readonly string[] = [];
  let asked = Number.NEGATIVE_INFINITY;
  const onLost = ({ message }: Error) => {
    if (live) live.draw([`${message} Asking again …`, ...rest]);
    else console.error(`${message} Asking again.`);
  };
  try {
    for await (const event of watchJob(id, { ...server, onLost })) {
      if (!live) {
        onEvent(event);
        continue;
      }
      live.draw([progressLine(event), ...rest]);
      if (!below || performance.now() - asked < interval) continue;
      asked = performance.now();
      rest = await below();
      live.draw([progressLine(event), ...rest]);
    }
  } finally {
    live?.clear();
  }
  return await getJob(id, server);
}

/** How a job of one's own submission is shown. */
export interface OwnFollowing extends Pick<Following, "below"> {
  readonly isQuiet: boolean;
}

/**
 * Follows a job of one's own submission, and says on standard error how far it is and, where it ends
 * without a result, why; then the exit status is 1.
 * @returns whether it completed
 * @throws ProblemError when there is no such job; Interrupted, while the job goes on
 */
export async function completes(
  id: string,
  server: RequestOptions,
  { isQuiet, below }: OwnFollowing,
): Promise<boolean> {
  const isWorthALine = worthALine();
  const following = { ...server, signal: untilInterrupted() };
  const job = await followJob(id, following, {
    below,
    terminal: process.stderr.isTTY && !isQuiet ? process.stderr : undefined,
    onEvent: (event) => {
      if (!isQuiet && isWorthALine(event)) console.error(eventLine(event));
    },
  });
  if (job.state === "completed") return true;
  process.exitCode = 1;
  console.error(endWithoutResult(job));
  return false;
}

/** What to say of a job that has ended without a result. */
export function endWithoutResult({ id, state, error }: Job): string {
  return error === null ? `Job ${id} was ${state}.` : `Job ${id} failed: ${error.message}`;
}
