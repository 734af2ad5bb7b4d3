/** Screens, asked of a server: one protein, many ligands, and a table that fills. */
import type {
  Screen,
  ScreenLigandDetail,
  ScreenLigandPage,
  ScreenLigandState,
  ScreenPage,
} from "#src/affinity/screen.ts";
import type { ScreenRequest } from "#src/affinity/screen-request.ts";
import type { Job } from "#src/jobs/job.ts";
import { type Answer, ask, askJson, type RequestOptions } from "./answer.ts";
import { type SubmitOptions, submit } from "./jobs.ts";
import type { PriorityOptions } from "./predictions.ts";

/** The job that works on a screen, and which screen that is. */
export interface ScreenJob extends Job {
  readonly screen_id: string;
}

/**
 * Submits a screen as a job of kind `screen`. As everything here, it throws
 * ProblemError when the server refuses (404: no such screen, or another's; 422: its `errors` name the
 * fields, or the message the line of the list; 429, with `retryAfter`: the queue is full; 503: the
 * engine is not there), and
 * ConnectionError when it cannot be reached or goes away.
 */
export function submitScreen(
  request: ScreenRequest,
  { priority, ...options }: SubmitOptions & PriorityOptions = {},
): Promise<ScreenJob> {
  const body = { ...request, ...(priority === undefined ? {} : { priority }) };
  return submit<ScreenJob>("screens", body, options);
}

/** Which page of the screens. */
export interface ScreenPageOptions {
  /** Where the page before ended: its `next`. Default: from the newest. */
  readonly cursor?: string | undefined;
  /** Most screens of a page, 1 … 100. Default, the server's: 50. */
  readonly limit?: number | undefined;
}

/** One's own screens, the newest first. */
export function screens(
  page: ScreenPageOptions = {},
  options: RequestOptions = {},
): Promise<ScreenPage> {
  return askJson({ path: "screens", search: page }, options);
}

/** A screen as it is now. */
export function screen(id: string, options: RequestOptions = {}): Promise<Screen> {
  return askJson({ path: pathOf(id) }, options);
}

/** Which ligands of a screen. */
export interface ScreenLigandFilter {
  /** `rank`, the default: those that bind tightest first; `place`: as they were given. */
  readonly order?: "rank" | "place" | undefined;
  readonly state?: ScreenLigandState | undefined;
  /** Where the page before ended: its `next`. Default: from the first. */
  readonly after?: number | undefined;
  /** Most ligands of a page, 1 … 1000. Default, the server's: 100. */
  readonly limit?: number | undefined;
}

/** Ligands of a screen as they are now; some may have been found while others wait. */
export function screenLigands(
  id: string,
  filter: ScreenLigandFilter = {},
  options: RequestOptions = {},
): Promise<ScreenLigandPage> {
  return askJson({ path: `${pathOf(id)}/ligands`, search: filter }, options);
}

/** One ligand of a screen, with all that was found of it. */
export function screenLigand(
  id: string,
  place: number,
  options: RequestOptions = {},
): Promise<ScreenLigandDetail> {
  return askJson({ path: `${pathOf(id)}/ligands/${place}` }, options);
}

/** Stops a screen; what has been found stays. Refused (409) when it is not running. */
export function stopScreen(id: string, options: RequestOptions = {}): Promise<Screen> {
  return askJson({ method: "POST", path: `${pathOf(id)}/stop` }, options);
}

/** Goes on with a screen in a new job. Refused (409) when it is running, or nothing is left to do. */
export function resumeScreen(id: string, options: RequestOptions = {}): Promise<ScreenJob> {
  return submit<ScreenJob>(`${pathOf(id)}/resume`, undefined, options);
}

/** Deletes a screen and all that was found; one that is running is stopped. */
export async function deleteScreen(id: string, options: RequestOptions = {}): Promise<void> {
  const { body } = await ask({ method: "DELETE", path: pathOf(id) }, options);
  await body.cancel();
}

/** How a screen's whole table is written. */
export type ScreenFormat = "csv" | "jsonl";

/** The whole table as it is now, one ligand a line, those that bind tightest first. */
export function screenResults(
  id: string,
  format: ScreenFormat,
  options: RequestOptions = {},
): Promise<Answer> {
  return ask({ path: `${pathOf(id)}/results.${format}` }, options);
}

function pathOf(id: string): string {
  return `screens/${encodeURIComponent(id)}`;
}
