/**
 * Jobs and identity against what they are made of: the same queue as bare pg-boss, and the same
 * statement from the bare driver. On PGlite, and on the Postgres of `TEST_DATABASE_URL`.
 */
import { type BarePlace, bareStore } from "./bare.ts";
import { type BenchOptions, contender, interleave, median } from "./measure.ts";
import { ourPlace, type Place } from "./places.ts";

/** Who submit at once where rates are measured, as the clients of a busy server do. */
const submitters = 16;
/** Jobs submitted one after the other where the way to a worker is timed. */
const single = 20;
/** Statements of one sample, where one alone is shorter than the clock's ticks. */
const statements = 50;

interface Rates {
  readonly submitted: number;
  readonly completed: number;
}

/** Runs the comparison on each database there is, and tells it in Markdown. */
export async function measureJobs(options: BenchOptions): Promise<string> {
  const parts: string[] = [];
  for (const kind of ["pglite", "postgres"] as const) {
    const url = process.env.TEST_DATABASE_URL;
    if (kind === "postgres" && url === undefined) {
      parts.push("Postgres was not measured: TEST_DATABASE_URL names none.");
      continue;
    }
    console.error(`${kind} …`);
    await using ours = await ourPlace(kind === "postgres" ? url : undefined);
    await using bare = await bareStore(kind === "postgres" ? url : undefined);
    parts.push(`\n## ${ours.description}\n\n${await measurePlace(options, ours, bare)}`);
  }
  return parts.join("\n");
}

async function measurePlace(
  { sizes, rounds }: BenchOptions,
  ours: Place,
  bare: BarePlace,
): Promise<string> {
  const rates = (place: Place | BarePlace, jobs: number) =>
    contender(rounds, () => measureRates(place, jobs));
  const ways = (place: Place | BarePlace) => contender(rounds, () => measureWay(place));
  const costs = (ask: () => Promise<unknown>) => contender(rounds, () => measureCost(ask));

  const batches = sizes.map((jobs) => ({ jobs, ours: rates(ours, jobs), bare: rates(bare, jobs) }));
  const way = { ours: ways(ours), bare: ways(bare) };
  const cost = {
    statement: costs(bare.statement),
    transaction: costs(bare.transaction),
    asUser: costs(ours.statementAsUser),
  };
  await interleave([
    ...batches.flatMap((batch) => [batch.ours, batch.bare]),
    way.ours,
    way.bare,
    cost.statement,
    cost.transaction,
    cost.asUser,
  ]);

  const rate = (samples: readonly Rates[], name: keyof Rates) =>
    median(samples.map((sample) => sample[name])).toFixed(0);
  const waits = (samples: readonly number[][]) => {
    const sorted = samples.flat().sort((a, b) => a - b);
    const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1]!;
    return `${median(sorted).toFixed(1)} | ${p99.toFixed(1)} | ${sorted.length}`;
  };
  return [
    "| jobs at once | | submitted a second | completed a second |",
    "| --: | --- | --: | --: |",
    ...batches.flatMap(({ jobs, ours, bare }) => [
      `| ${jobs} | Retort | ${rate(ours.samples, "submitted")} | ${rate(ours.samples, "completed")} |`,
      `| ${jobs} | bare pg-boss | ${rate(bare.samples, "submitted")} | ${rate(bare.samples, "completed")} |`,
    ]),
    "",
    "| from submission to start | median, ms | 99th percentile, ms | jobs |",
    "| --- | --: | --: | --: |",
    `| Retort | ${waits(way.ours.samples)} |`,
    `| bare pg-boss | ${waits(way.bare.samples)} |`,
    "",
    "| one `select 1` | median, µs |",
    "| --- | --: |",
    `| the bare driver | ${median(cost.statement.samples).toFixed(0)} |`,
    `| the bare driver, in a transaction | ${median(cost.transaction.samples).toFixed(0)} |`,
    `| Retort, as a user: a transaction with role and claims | ${median(cost.asUser.samples).toFixed(0)} |`,
  ].join("\n");
}

/** Submits many jobs that do nothing, from several sides, and waits until all are done. */
async function measureRates(place: Place | BarePlace, jobs: number): Promise<Rates> {
  const done = place.afterJobs(jobs);
  const began = performance.now();
  let left = jobs;
  const submitter = async () => {
    while (left-- > 0) await place.submit();
  };
  await Promise.all(Array.from({ length: submitters }, submitter));
  const submitted = performance.now() - began;
  await done;
  const completed = performance.now() - began;
  return { submitted: (jobs / submitted) * 1000, completed: (jobs / completed) * 1000 };
}

/** Times, in ms, from asking for a job to the beginning of its work, one job after the other. */
async function measureWay(place: Place | BarePlace): Promise<number[]> {
  const waits: number[] = [];
  for (let job = 0; job < single; job++) {
    const began = performance.now();
    const done = place.afterJobs(1);
    await place.submit();
    waits.push((await done) - began);
  }
  return waits;
}

/** Time of one statement, in µs. */
async function measureCost(ask: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let statement = 0; statement < statements; statement++) await ask();
  return ((performance.now() - began) / statements) * 1000;
}
