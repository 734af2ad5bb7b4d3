/** Predictions by the engine that computes nothing: all that they take is the service's own. */
import { examples } from "#src/affinity/examples.ts";
import { getJob, type Job, listJobs, predictNow } from "#src/client/index.ts";
import { type BenchOptions, contender, interleave, median } from "./measure.ts";
import { type Retort, startRetort } from "./retort.ts";
import { post } from "./service.ts";
import { table } from "./table.ts";

/** Jobs submitted at once where rates are measured, and by how many. */
const jobs = 200;
const submitters = 16;
/** What takes seconds is steady; more rounds of it only cost time. */
const mostRounds = 3;

const question = {
  protein: { sequence: examples.proteins[1]!.sequence },
  ligand: { smiles: examples.ligands[0]!.smiles },
  engine: "demonstration",
} as const;

/** Times of one job, in ms: for whoever asks, and by its row. */
interface Times {
  readonly whole: number;
  readonly untilStart: number;
  readonly work: number;
}

interface Rates {
  readonly submitted: number;
  readonly completed: number;
}

/** Measures single jobs and many at once, on PGlite and on the Postgres of TEST_DATABASE_URL. */
export async function measureRates({ rounds }: BenchOptions): Promise<string> {
  const postgres = process.env.TEST_DATABASE_URL;
  const singles: string[][] = [];
  const rates: string[][] = [];
  for (const [name, url] of [
    ["PGlite", undefined],
    ["Postgres", postgres],
  ] as const) {
    if (name === "Postgres" && url === undefined) continue;
    console.error(`demonstrations on ${name} …`);
    await using server = await startRetort({ postgres: url });
    const first = await timeOne(server);
    const one = contender(rounds, () => timeOne(server));
    const many = contender(Math.min(rounds, mostRounds), () => measureMany(server));
    await interleave([one, many]);
    const of = (name: keyof Times) => median(one.samples.map((times) => times[name])).toFixed(0);
    const whole = one.samples.map((times) => times.whole).sort((a, b) => a - b);
    const p99 = whole[Math.ceil(whole.length * 0.99) - 1]!;
    singles.push([
      name,
      of("whole"),
      p99.toFixed(0),
      of("untilStart"),
      of("work"),
      String(whole.length),
      first.whole.toFixed(0),
    ]);
    const rate = (name: keyof Rates) => median(many.samples.map((all) => all[name])).toFixed(0);
    rates.push([name, rate("submitted"), rate("completed"), await submittedAlone(url, rounds)]);
  }
  return [
    "A demonstration computes in milliseconds, and is kept as any prediction is: its structure, its",
    "matrices, its contacts by Mol*. So the whole time of such a job is the service's own. From the",
    "request of `POST /predict/sync` to its answer, one job after the other; by the job's row, until a",
    "worker has it, and from then to completed. The first job of a server loads RDKit, OpenChemLib and Mol*.",
    "",
    table(
      ["", "answered, ms", "99th percentile", "to the start", "work", "jobs", "the first job"],
      singles,
    ),
    "",
    `${jobs} at once by \`POST /predict\`, from ${submitters} sides; a second, median:`,
    "",
    table(["", "submitted, while it works", "completed", "submitted, `serve --no-worker`"], rates),
    ...(postgres === undefined
      ? ["", "Postgres was not measured: TEST_DATABASE_URL names none."]
      : []),
  ].join("\n");
}

async function timeOne({ baseUrl }: Retort): Promise<Times> {
  const began = performance.now();
  const result = await predictNow(question, { baseUrl, wait: 600 });
  const whole = performance.now() - began;
  if (!("job_id" in result && "structures" in result)) throw new Error("It took ten minutes.");
  const job = await getJob(result.job_id, { baseUrl });
  const at = (name: "created_at" | "started_at" | "finished_at") => timeOf(job, name);
  return {
    whole,
    untilStart: at("started_at") - at("created_at"),
    work: at("finished_at") - at("started_at"),
  };
}

/** A time of a job's row, in ms. */
export function timeOf(job: Job, name: "created_at" | "started_at" | "finished_at"): number {
  return new Date(job[name]!).getTime();
}

async function measureMany(server: Retort): Promise<Rates> {
  const began = performance.now();
  const submitted = await submitMany(server);
  for (const state of ["queued", "running"] as const) {
    while ((await listJobs({ state, limit: 1 }, server)).jobs.length > 0);
  }
  return { submitted, completed: (jobs / (performance.now() - began)) * 1000 };
}

/** Submits many; how many a second. */
async function submitMany({ baseUrl }: Retort): Promise<number> {
  const began = performance.now();
  let left = jobs;
  const submitter = async () => {
    while (left-- > 0) await post(`${baseUrl}/predict`, question);
  };
  await Promise.all(Array.from({ length: submitters }, submitter));
  return (jobs / (performance.now() - began)) * 1000;
}

/** Rate of submissions to a server that does none of the work: PGlite has no such. */
async function submittedAlone(postgres: string | undefined, rounds: number): Promise<string> {
  if (postgres === undefined) return "";
  await using server = await startRetort({ postgres, words: ["--no-worker"] });
  const alone = contender(Math.min(rounds, mostRounds), () => submitMany(server));
  await interleave([alone]);
  return median(alone.samples).toFixed(0);
}
