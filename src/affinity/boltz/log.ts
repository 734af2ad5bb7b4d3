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
  /** The record, if there is one, that it tries again and again. */
  readonly stuckAt: string | undefined;
  /** Whether it said that memory ran out. */
  readonly outOfMemory: boolean;
  /** The last line of the last traceback: why it ended, if it ended badly. */
  readonly lastError: string | undefined;
}

/** A progress bar ends its line with a carriage return, and other text may follow a bar directly. */
const lineEnd = /\r\n|\n|\r/;

const faultInReading =
  /Failed to process (?:.*[/\\])?(?<id>[\w-]+)\.yaml\. Skipping\. Error: (?<words>.*)/;
const faultsInLoading = [
  /(?:Tokenizer|Cropper|Featurizer) failed on (?<id>[\w-]+) with error (?<words>.*?)(?:\. Skipping\.)?$/,
  /Molecule loading failed for (?<id>[\w-]+) with error (?<words>.*?)(?:\. Skipping\.)?$/,
];

/** Of a GPU (Boltz's own sentence, CUDA's), of a CPU (PyTorch's, Python's), of a child of Boltz. */
const memory =
  /ran out of memory|CUDA out of memory|can't allocate memory|^(?:\w+\.)*(?:MemoryError|OutOfMemoryError)\b|killed by signal: Killed/;

const errorLine = /^(?:\w+\.)*\w*(?:Error|Exception|Interrupt)(?::.*)?$/;

/**
 * In each of the two stages a record fails once, and the first one is computed in its place; if the first
 * itself fails, that has no end but Python's stack, minutes and hundreds of megabytes of log later.
 */
const MOST_FAULTS = 2;

/** A log of which nothing was said yet. */
export function openLog(): Log {
  const faults = new Map<string, string>();
  const rest = { stdout: "", stderr: "" };
  let phase: Phase = "starting";
  let outOfMemory = false;
  let lastError: string | undefined;
  let stuckAt: string | undefined;
  const failures = new Map<string, number>();

  function failed({ id, words }: RecordFault): void {
    // The first word counts.
    if (!faults.has(id)) faults.set(id, words);
    const count = (failures.get(id) ?? 0) + 1;
    failures.set(id, count);
    if (count > MOST_FAULTS) stuckAt ??= id;
  }

  function line(text: string): void {
    phase = later(phase, phaseOf(text, phase));
    const inReading = faultIn(text, [faultInReading]);
    if (inReading) failed(inReading);
    const inLoading = faultIn(text, faultsInLoading);
    if (inLoading) {
      failed(inLoading);
      // It has come to its records, whose bar appears only when the first is loaded.
      phase = later(phase, phase === "loading_affinity" ? "affinity" : "structure");
    }
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
    get stuckAt() {
      return stuckAt;
    },
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

function faultIn(text: string, patterns: readonly RegExp[]): RecordFault | undefined {
  for (const pattern of patterns) {
    const { id, words } = pattern.exec(text)?.groups ?? {};
    if (id !== undefined && words !== undefined) return { id, words: words.replace(/\.+$/, "") };
  }
  return undefined;
}
