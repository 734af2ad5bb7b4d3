/** Predictions by the real Boltz with tiny random weights: what the service adds to it, and what it saves. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  getHealth,
  type PredictionResult,
  predict,
  prediction,
  watchJob,
} from "#src/client/index.ts";
import { drugLike } from "./drug-like.ts";
import { type BenchOptions, median } from "./measure.ts";
import { type Retort, startRetort } from "./retort.ts";
import { table } from "./table.ts";
import { clock, least, loopOver, sequence, type TinyBoltz } from "./tiny-boltz.ts";

/** Ligands on one protein. */
const many = 10;
/** Of the loop over them so many are run, unless all are asked for. */
const sample = 2;
/** A run takes many seconds, most of them its start, and is steady. */
const mostRounds = 3;

/** Measures both. */
export async function measureBoltz(tiny: string, options: BenchOptions): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "retort-bench-"));
  // Its threads would wait for each other longer than they compute.
  process.env.OMP_NUM_THREADS = "1";
  const place: Place = { tiny, folder, times: join(folder, "times") };
  try {
    const words = ["sh", join(import.meta.dirname, "timed.sh"), place.times];
    await using server = await startRetort({
      environment: {
        BOLTZ_COMMAND: [...words, join(tiny, "venv/bin/boltz")].join(" "),
        BOLTZ_CACHE: join(tiny, "cache"),
        BOLTZ_ACCELERATOR: "cpu",
      },
    });
    await usable(server);
    return await compare(server, place, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place extends TinyBoltz {
  /** File of the program's times. */
  readonly times: string;
}

/** Looking for the program takes its start: no job should wait for that. */
async function usable({ baseUrl }: Retort): Promise<void> {
  while ((await getHealth({ baseUrl })).boltz_available !== true) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function compare(
  server: Retort,
  place: Place,
  { rounds, full }: BenchOptions,
): Promise<string> {
  const ligands = drugLike(many);
  const looped = full ? many : sample;
  const singles: Added[] = [];
  const together: Together[] = [];
  const loops: number[] = [];
  for (let round = 0; round <= Math.min(rounds, mostRounds); round++) {
    console.error(`Boltz, round ${round} …`);
    singles.push(await addedTo(server, place, ligands[round]!));
    // The first of a server is told by itself: it starts threads, too.
    if (round === 0) continue;
    together.push(await measureTogether(server, place, ligands));
    loops.push((await loopOver(place, ligands.slice(0, looped))) * (many / looped));
  }
  return told({ singles, together, loops, looped });
}

/** What the service adds to one run, in ms. */
interface Added {
  /** From the request to the beginning of the program's process. */
  readonly before: number;
  /** From its end to the event that says completed. */
  readonly after: number;
  readonly program: number;
}

async function addedTo({ baseUrl }: Retort, place: Place, smiles: string): Promise<Added> {
  await writeFile(place.times, "");
  const asked = clock();
  await predicted(smiles, baseUrl);
  const completed = clock();
  // The result is told as soon as its files are whole, which is before the program has ended.
  const [run] = await endedRuns(place);
  const { began, ended } = run!;
  return { before: began - asked, after: completed - ended, program: ended - began };
}

interface Together {
  /** From the first request to the last completed, in seconds. */
  readonly seconds: number;
  /** Processes of the program. */
  readonly processes: number;
}

async function measureTogether(
  { baseUrl }: Retort,
  place: Place,
  ligands: readonly string[],
): Promise<Together> {
  await writeFile(place.times, "");
  const asked = clock();
  await Promise.all(ligands.map((smiles) => predicted(smiles, baseUrl)));
  const seconds = (clock() - asked) / 1000;
  return { seconds, processes: (await endedRuns(place)).length };
}

/** The runs, once the program has ended. */
async function endedRuns(place: Place): ReturnType<typeof runs> {
  for (;;) {
    const ended = await runs(place);
    if (ended.length > 0) return ended;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function predicted(smiles: string, baseUrl: string): Promise<PredictionResult> {
  const { id } = await predict(
    { protein: { sequence }, ligand: { smiles }, ...least },
    { baseUrl },
  );
  for await (const _ of watchJob(id, { baseUrl }));
  // Refused if it has not been completed.
  return prediction(id, { baseUrl });
}

/** When the program's processes that predicted began and ended, by timed.sh, in ms since 1970. */
async function runs({ times }: Place): Promise<{ began: number; ended: number }[]> {
  const lines = (await readFile(times, "utf8")).split("\n");
  return lines
    .filter((line) => line.includes(" predict ") && !line.includes("--help"))
    .map((line) => {
      const [began, ended] = line.split(" ").map((nanoseconds) => Number(nanoseconds) / 1e6);
      return { began: began!, ended: ended! };
    });
}

interface Measured {
  readonly singles: readonly Added[];
  readonly together: readonly Together[];
  readonly loops: readonly number[];
  /** Ligands of a loop that were run. */
  readonly looped: number;
}

function told({ singles, together, loops, looped }: Measured): string {
  const [first, ...next] = singles;
  const row = (name: string, of: (what: (added: Added) => number) => number) => [
    name,
    of(({ before, after }) => before + after).toFixed(0),
    of(({ before }) => before).toFixed(0),
    of(({ after }) => after).toFixed(0),
    (of(({ program }) => program) / 1000).toFixed(1),
  ];
  const loop = median(loops);
  const seconds = median(together.map((run) => run.seconds));
  const processes = together.map((run) => run.processes).join(", ");
  return [
    "## Beside the real Boltz",
    "",
    "The real program on the CPU with tiny random weights and the least steps: nearly all of its time is its",
    "start (importing PyTorch and itself), to which the published weights would add their loading. PGlite,",
    "default settings.",
    "",
    "What the service adds to one run, in ms: the time from `POST /predict` to the event that says",
    "completed, less the time that the process `boltz predict` lived, by a shell around it that notes both.",
    "",
    table(
      ["", "added", "before the process", "after it", "the process, s"],
      [
        row("the first of a server", (what) => what(first!)),
        row(`later, median of ${next.length}`, (what) => median(next.map(what))),
      ],
    ),
    "",
    `${many} ligands on one protein: submitted together, against \`boltz predict\` called once for each, one`,
    "after the other, with the same arguments and inputs.",
    "",
    table(
      ["", "s", "processes"],
      [
        ["Retort", seconds.toFixed(1), processes],
        [looped === many ? "a loop" : `a loop*`, loop.toFixed(1), many],
        ["loop / Retort", `${(loop / seconds).toFixed(1)}×`, ""],
      ],
    ),
    ...(looped === many ? [] : ["", `\\* scaled from ${looped} ligands; \`--full\` runs all`]),
  ].join("\n");
}
