/**
 * What Boltz says while it runs. The sentences are those of 2.2.0 and 2.2.1 (`main.py`,
 * `data/module/inferencev2.py`, `model/models/boltz2.py`), found by running it.
 */

/** What it is at, in this order; without affinity the last two are not reached. */
export const phases = [
  "starting",
  "downloading",
  "reading",
  "loading",
  "structure",
  "loading_affinity",
  "affinity",
] as const;

/** What Boltz is at. */
export type Phase = (typeof phases)[number];

/** Boltz's words on a record that it gave up. */
export interface RecordFault {
  readonly id: string;
  readonly words: string;
}

/** Follows the log. Give it each stream's text as it comes; ask it whenever you like. */
export interface Log {
  /** Takes a piece of a stream, wherever it was cut. */
  take(stream: "stdout" | "stderr", text: string): void;
  /** The furthest that it came. */
  readonly phase: Phase;
  /** What it said of records it could not use. */
  readonly faults: ReadonlyMap<string, string>;
  /** Whether it said that memory ran out. */
  readonly outOfMemory: boolean;
  /** The last line of the last traceback: why it ended, if it ended badly. */
  readonly lastError: string | undefined;
}

/** A progress bar ends its line with a carriage return, and other text may follow a bar directly. */
const lineEnd = /\r\n|\n|\r/;

const faultOf = [
  /Failed to process (?:.*[/\\])?(?<id>[\w-]+)\.yaml\. Skipping\. Error: (?<words>.*)/,
  /(?:Tokenizer|Cropper|Featurizer) failed on (?<id>[\w-]+) with error (?<words>.*?)(?:\. Skipping\.)?$/,
  /Molecule loading failed for (?<id>[\w-]+) with error (?<words>.*?)(?:\. Skipping\.)?$/,
];

/** Of a GPU (Boltz's own sentence, CUDA's), of a CPU (PyTorch's, Python's), of a child of Boltz. */
const memory =
  /ran out of memory|CUDA out of memory|can't allocate memory|^(?:\w+\.)*(?:MemoryError|OutOfMemoryError)\b|killed by signal: Killed/;

const errorLine = /^(?:\w+\.)*\w*(?:Error|Exception|Interrupt)(?::.*)?$/;

/** A log of which nothing was said yet. */
export function openLog(): Log {
  const faults = new Map<string, string>();
  const rest = { stdout: "", stderr: "" };
  let phase: Phase = "starting";
  let outOfMemory = false;
  let lastError: string | undefined;

  function line(text: string): void {
    phase = later(phase, phaseOf(text, phase));
    const fault = faultIn(text);
    // A record that failed is computed as the first one again, which may fail in turn: the first word counts.
    if (fault && !faults.has(fault.id)) faults.set(fault.id, fault.words);
    outOfMemory ||= memory.test(text);
    if (errorLine.test(text)) lastError = text;
  }

  return {
    take(stream, text) {
      const lines = (rest[stream] + text).split(lineEnd);
      rest[stream] = lines.pop()!;
      lines.forEach(line);
      // A bar is ended only by the next one.
      phase = later(phase, phaseOf(rest[stream], phase));
    },
    get phase() {
      return phase;
    },
    faults,
    get outOfMemory() {
      return outOfMemory;
    },
    get lastError() {
      return lastError;
    },
  };
}

function phaseOf(text: string, phase: Phase): Phase {
  if (/^(?:Downloading|Extracting) the /.test(text)) return "downloading";
  if (/^Processing \d+ inputs/.test(text)) return "reading";
  if (/^Running structure prediction for/.test(text)) return "loading";
  if (/^Running affinity prediction for/.test(text)) return "loading_affinity";
  // The bar of a stage appears when its model is loaded.
  if (!/Predicting DataLoader \d+:/.test(text)) return phase;
  return phase === "loading_affinity" || phase === "affinity" ? "affinity" : "structure";
}

function later(a: Phase, b: Phase): Phase {
  return phases.indexOf(b) > phases.indexOf(a) ? b : a;
}

function faultIn(text: string): RecordFault | undefined {
  for (const pattern of faultOf) {
    const { id, words } = pattern.exec(text)?.groups ?? {};
    if (id !== undefined && words !== undefined) return { id, words: words.replace(/\.+$/, "") };
  }
  return undefined;
}
