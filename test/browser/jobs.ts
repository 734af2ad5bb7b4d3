/** Jobs of a visited server, and where the page lists them. */
import type { Locator, Page } from "playwright-core";
import { type CountRequest, type Job, submitCount } from "#src/client/index.ts";
import type { VisitedServer } from "./browser.ts";

/** Counts for longer than any test. */
export const endless: CountRequest = { to: 1_000_000, interval: 1 };

/** Submits a counting job. */
export function submit({ url }: VisitedServer, request: CountRequest): Promise<Job> {
  return submitCount(request, { baseUrl: url });
}

/** The rows of the list. */
export function rows(page: Page): Locator {
  return page.getByRole("list", { name: "Jobs" }).getByRole("listitem");
}

/** Fails a job as a worker would. */
export async function fail({ platform }: VisitedServer, { id }: Job): Promise<void> {
  const error = {
    code: "unstable",
    message: "The circuit has no answer at 3 Hz: its elements cancel out.",
    detail: { frequency: 3 },
  };
  await platform.database.query(
    `update public.jobs set state = 'failed', error = $2, finished_at = now() where id = $1`,
    [id, error],
  );
}
