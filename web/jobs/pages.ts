/** The pages of a list that are here, kept true as jobs change. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Job, JobFilter, JobPage } from "#src/client/index.ts";

/** Which jobs a list shows. */
export type Shown = Pick<JobFilter, "kind" | "state">;

/** Pages one after the other, the newest jobs first. */
export type Pages = InfiniteData<JobPage, string | undefined>;

/** The pages with `job` as it is now: in its place, or gone from it when it is not shown any more. */
export function withJob(pages: Pages, job: Job, shown: Shown): Pages {
  const isShown = (shown.kind ?? job.kind) === job.kind && (shown.state ?? job.state) === job.state;
  const at = pages.pages.findIndex(({ jobs }) => jobs.some(({ id }) => id === job.id));
  if (at < 0) return isShown ? withNewJob(pages, job) : pages;
  const { jobs, next } = pages.pages[at]!;
  const changed = isShown
    ? jobs.map((other) => (other.id === job.id ? job : other))
    : jobs.filter(({ id }) => id !== job.id);
  return { ...pages, pages: pages.pages.with(at, { jobs: changed, next }) };
}

/** Puts it before the first that is older. Beyond the last page it comes with the page that follows. */
function withNewJob(pages: Pages, job: Job): Pages {
  const isOlder = (other: Job) => other.created_at <= job.created_at;
  const found = pages.pages.findIndex(({ jobs }) => jobs.some(isOlder));
  const end = pages.pages.length - 1;
  if (end < 0 || (found < 0 && pages.pages[end]!.next !== null)) return pages;
  const at = found < 0 ? end : found;
  const { jobs, next } = pages.pages[at]!;
  const place = found < 0 ? jobs.length : jobs.findIndex(isOlder);
  return { ...pages, pages: pages.pages.with(at, { jobs: jobs.toSpliced(place, 0, job), next }) };
}
