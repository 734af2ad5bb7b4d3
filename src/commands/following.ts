/** Following a job from here: to its end, whatever becomes of the connection meanwhile. */
import {
  getJob,
  type Job,
  type RequestOptions,
  type SeenJobEvent,
  watchJob,
} from "#src/client/index.ts";
import { progressLine } from "./job-text.ts";
import { clearLine, drawLine, type Terminal } from "./progress.ts";

/** How the job is shown meanwhile. */
export interface Following {
  /** Where one line shows how far it is; undefined for none. */
  readonly terminal: Terminal | undefined;
  /** Takes every change where there is no such line. */
  readonly onEvent: (event: SeenJobEvent) => void;
}

/**
 * Waits until a job has ended.
 * @returns the job as it then is
 * @throws ProblemError when there is no such job; the signal's reason
 */
export async function followJob(
  id: string,
  server: RequestOptions,
  { terminal, onEvent }: Following,
): Promise<Job> {
  const onLost = ({ message }: Error) => {
    if (terminal) drawLine(`${message} Asking again …`, terminal);
    else console.error(`${message} Asking again.`);
  };
  try {
    for await (const event of watchJob(id, { ...server, onLost })) {
      if (terminal) drawLine(progressLine(event), terminal);
      else onEvent(event);
    }
  } finally {
    if (terminal) clearLine(terminal);
  }
  return await getJob(id, server);
}

/** What to say of a job that has ended without a result. */
export function endWithoutResult({ id, state, error }: Job): string {
  return error === null ? `Job ${id} was ${state}.` : `Job ${id} failed: ${error.message}`;
}
