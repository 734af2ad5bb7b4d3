/** A screen of thousands, read and predicted by a server on PGlite: what it takes, and what others notice. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { examples } from "#src/affinity/examples.ts";
import { getJob, screen, submitScreen, watchJob } from "#src/client/index.ts";
import { drugLike } from "./drug-like.ts";
import { median } from "./measure.ts";
import { type Retort, startRetort } from "./retort.ts";
import { table } from "./table.ts";
import type { Watched } from "./watch.ts";

/** The server is watched doing nothing for this long first, in ms: the machine's own delays. */
const idle = 5000;
/** Somebody else asks the server this often, in ms. */
const between = 100;

interface Phase extends Watched {
  readonly name: string;
  readonly seconds: number;
  /** Ligands dealt with; none where nothing was. */
  readonly ligands: number | undefined;
  /** Times in which a job was answered to somebody else, in ms. */
  readonly answers: readonly number[];
}

/**
 * Measures screens of so many ligands, each on a server of its own.
 * @param python one that has RDKit, to compare reading with; undefined where there is none
 */
export async function measureScreens(
  sizes: readonly number[],
  python: string | undefined,
): Promise<string> {
  const parts: string[] = [];
  for (const size of sizes) {
    console.error(`a screen of ${size} …`);
    const ligands = drugLike(size);
    const phases = await screenOnce(ligands);
    const reading = phases.find(({ name }) => name === "reading")!;
    parts.push(toldPhases(size, phases), await besidePython(python, ligands, reading.seconds));
  }
  return parts.join("\n\n");
}

async function screenOnce(ligands: readonly string[]): Promise<Phase[]> {
  await using server = await startRetort();
  const { baseUrl } = server;
  const phases: Phase[] = [];
  const { sequence } = examples.proteins[0]!;
  await using watching = await watchServer(server);
  await sleep(idle);
  phases.push(await watching.phase("nothing, just started"));
  // What a server does once is not a screen's.
  await ended(await submitScreen({ ...asked(sequence), ligands: ["CCO"] }, { baseUrl }), baseUrl);
  await watching.phase("a first screen");
  await sleep(idle);
  phases.push(await watching.phase("nothing, after a first screen"));
  const job = await submitScreen({ ...asked(sequence), ligands: [...ligands] }, { baseUrl });
  phases.push(await watching.phase("submission", ligands.length));
  let isRead = false;
  for await (const { message } of watchJob(job.id, { baseUrl })) {
    if (isRead || !/ predicted/.test(message ?? "")) continue;
    isRead = true;
    phases.push(await watching.phase("reading", ligands.length));
  }
  phases.push(await watching.phase("predicting, demonstration", ligands.length));
  const { counts } = await screen(job.screen_id, { baseUrl });
  if (counts.completed !== ligands.length) {
    throw new Error(`Not all were predicted: ${JSON.stringify(counts)}`);
  }
  return phases;
}

function asked(sequence: string) {
  return { protein: { sequence }, engine: "demonstration" } as const;
}

async function ended({ id }: { readonly id: string }, baseUrl: string): Promise<void> {
  for await (const _ of watchJob(id, { baseUrl }));
  const { state, error } = await getJob(id, { baseUrl });
  if (state !== "completed") throw new Error(`The screen ended ${state}: ${error?.message}`);
}

/** A server under observation; disposing of it ends that. */
interface Watching extends AsyncDisposable {
  /** What was seen since the phase before, or since it began. */
  phase(name: string, ligands?: number): Promise<Phase>;
}

/** Begins to watch a server, and to ask it what everybody asks. */
async function watchServer(server: Retort): Promise<Watching> {
  await server.watched();
  let began = performance.now();
  let answers: number[] = [];
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const asked = performance.now();
      await (await fetch(`${server.baseUrl}/jobs?limit=1`)).arrayBuffer();
      answers.push(performance.now() - asked);
      await sleep(between);
    }
  })();
  return {
    async phase(name, ligands) {
      const seconds = (performance.now() - began) / 1000;
      began = performance.now();
      const answered = answers;
      answers = [];
      return { name, ligands, seconds, answers: answered, ...(await server.watched()) };
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      await asking;
    },
  };
}

function toldPhases(size: number, phases: readonly Phase[]): string {
  return [
    `### ${size.toLocaleString("en")} ligands`,
    "",
    table(
      [
        "while",
        "s",
        "ligands/s",
        "processor, s",
        "longest delay of the loop, ms",
        "most memory, MiB",
        "others' answers, median ms",
        "longest, ms",
      ],
      phases.map(({ name, seconds, ligands, ...took }) => [
        name,
        seconds.toFixed(2),
        ligands === undefined ? "" : (ligands / seconds).toFixed(0),
        took.cpuSeconds.toFixed(2),
        took.longestDelay.toFixed(1),
        (took.peakBytes / 2 ** 20).toFixed(0),
        ...toldAnswers(took.answers),
      ]),
    ),
  ].join("\n");
}

/** Median and longest; nothing of a phase that was over before anybody asked. */
function toldAnswers(answers: readonly number[]): string[] {
  if (answers.length === 0) return ["", ""];
  return [median(answers).toFixed(1), Math.max(...answers).toFixed(1)];
}

async function besidePython(
  python: string | undefined,
  ligands: readonly string[],
  seconds: number,
): Promise<string> {
  if (python === undefined) {
    return "Not measured: reading by RDKit for Python. The one beside Boltz has it (BOLTZ_TINY).";
  }
  const child = spawn(python, [`${import.meta.dirname}/peers/ligands.py`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(ligands));
  const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const peer: { seconds: number; distinct: number; rdkit: string } = JSON.parse(said);
  if (peer.distinct !== ligands.length) throw new Error("The ligands are not all distinct.");
  return (
    `RDKit ${peer.rdkit} for Python, in one thread, with nothing stored: ${peer.seconds.toFixed(2)} s; ` +
    `Python / ours ${(peer.seconds / seconds).toFixed(2)}×.`
  );
}
