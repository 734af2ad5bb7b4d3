import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Job, JobState } from "#src/client/index.ts";
import { type Pages, type Shown, withJob } from "./pages.ts";

function jobAt(minute: number, state: JobState = "queued", kind = "count"): Job {
  return {
    id: `job of ${minute}`,
    kind,
    state,
    progress: 0,
    message: "",
    attempt: 0,
    max_attempts: 3,
    priority: 0,
    request: {},
    engine: null,
    engine_version: null,
    error: null,
    created_at: new Date(60_000 * minute).toISOString(),
    updated_at: new Date(60_000 * minute).toISOString(),
    started_at: null,
    finished_at: null,
    estimated_completion: null,
  };
}

/** Pages of jobs of these minutes; `next` is the last page's. */
function pagesOf(minutes: readonly (readonly number[])[], next: string | null = null): Pages {
  const last = minutes.length - 1;
  const pages = minutes.map((page, i) => ({
    jobs: page.map((minute) => jobAt(minute)),
    next: i === last ? next : `page ${i + 1}`,
  }));
  return { pages, pageParams: pages.map(() => undefined) };
}

const minutesOf = ({ pages }: Pages) =>
  pages.map(({ jobs }) => jobs.map(({ id }) => Number(id.slice(7))));

test("a job that changed stays in its place, and no other is touched", () => {
  const before = pagesOf([
    [5, 4],
    [3, 2],
  ]);
  const after = withJob(before, jobAt(3, "running"), {});
  assert.deepEqual(minutesOf(after), minutesOf(before));
  assert.equal(after.pages[1]!.jobs[0]!.state, "running");
  assert.equal(after.pages[0], before.pages[0]);
  assert.equal(after.pages[1]!.jobs[1], before.pages[1]!.jobs[1]);
});

for (const [name, shown] of [
  ["state", { state: "queued" }],
  ["kind", { kind: "count" }],
] as const) {
  test(`what is not of the ${name} shown goes, or never comes`, () => {
    const pages = pagesOf([[3, 2]]);
    const changed = jobAt(3, "running", "sweep");
    assert.deepEqual(minutesOf(withJob(pages, changed, shown)), [[2]]);
    assert.equal(withJob(pages, jobAt(9, "running", "sweep"), shown), pages);
  });
}

test("a job beyond the last page waits for the page that follows", () => {
  assert.deepEqual(minutesOf(withJob(pagesOf([[5, 4]], "more"), jobAt(1), {})), [[5, 4]]);
  assert.deepEqual(minutesOf(withJob(pagesOf([[5, 4]]), jobAt(1), {})), [[5, 4, 1]]);
  assert.deepEqual(minutesOf(withJob(pagesOf([[]]), jobAt(1), {})), [[1]]);
});

test("however jobs come and change, the list is what the server would tell", () => {
  const change = fc.record({
    minute: fc.nat({ max: 9 }),
    state: fc.constantFrom<JobState>("queued", "running", "completed"),
  });
  const shownOnes = fc.constantFrom<Shown>({}, { state: "running" });
  fc.assert(
    fc.property(shownOnes, fc.array(change, { maxLength: 40 }), (shown, changes) => {
      const jobs = new Map<number, Job>();
      let pages = pagesOf([[]]);
      for (const { minute, state } of changes) {
        const job = jobAt(minute, state);
        jobs.set(minute, job);
        pages = withJob(pages, job, shown);
      }
      const told = [...jobs]
        .filter(([, { state }]) => (shown.state ?? state) === state)
        .sort(([a], [b]) => b - a)
        .map(([, job]) => job);
      assert.deepEqual(
        pages.pages.flatMap((page) => page.jobs),
        told,
      );
    }),
  );
});
