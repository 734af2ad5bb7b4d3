import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openLog, type Phase } from "./log.ts";

/** As the real program wrote it (2.2.1), bars and all. */
const said = `Running on CPU, this will be slow. Consider using a GPU.
Checking input data.
Processing 4 inputs with 1 threads.
Failed to process inputs/b.yaml. Skipping. Error: 'NoneType' object has no attribute 'GetAtoms'.
Failed to process inputs/d.yaml. Skipping. Error: Pre-condition Violation
\tgetNumImplicitHs() called without preceding call to calcImplicitValence()
.
Running structure prediction for 2 inputs.
Predicting: |          | 0/? [00:00<?, ?it/s]\rPredicting DataLoader 0:   0%|          | 0/2 [00:00<?, ?it/s]\rPredicting DataLoader 0: 100%|██████████| 2/2 [00:05<00:00,  0.36it/s]Number of failed examples: 0

Predicting property: affinity

Checking input data for affinity.
Running affinity prediction for 2 inputs.
Predicting DataLoader 0:   0%|          | 0/2 [00:00<?, ?it/s]\rTokenizer failed on c with error 'X'. Skipping.
`;

test("wherever the stream is cut, the same is understood", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(said.length)), (cuts) => {
      const log = openLog();
      const places = [0, ...cuts.sort((a, b) => a - b), said.length];
      for (const [i, end] of places.slice(1).entries()) {
        log.take("stdout", said.slice(places[i], end));
      }
      assert.equal(log.phase, "affinity");
      assert.deepEqual(
        [...log.faults],
        [
          ["b", "'NoneType' object has no attribute 'GetAtoms'"],
          ["d", "Pre-condition Violation"],
          ["c", "'X'"],
        ],
      );
      assert.equal(log.outOfMemory, false);
    }),
  );
});

test("each phase is seen when it begins", () => {
  const beginnings: readonly (readonly [string, Phase])[] = [
    ["Checking input data.\n", "starting"],
    ["Downloading the Boltz-2 weights to /cache. You may\n", "downloading"],
    ["Processing 1 inputs with 1 threads.\n", "reading"],
    ["Running structure prediction for 1 input.\n", "loading"],
    ["Predicting DataLoader 0:   0%|  | 0/1 [00:00<?, ?it/s]", "structure"],
    ["\nRunning affinity prediction for 1 input.\n", "loading_affinity"],
    ["Predicting DataLoader 0:   0%|  | 0/1 [00:00<?, ?it/s]\r", "affinity"],
  ];
  const log = openLog();
  for (const [text, phase] of beginnings) {
    log.take("stdout", text);
    assert.equal(log.phase, phase, text);
  }
});

test("the ways in which memory runs out, and what only resembles them", () => {
  const ways: readonly (readonly [string, boolean])[] = [
    ["| WARNING: ran out of memory, skipping batch", true],
    ["torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB.", true],
    ["RuntimeError: [enforce fail] DefaultCPUAllocator: can't allocate memory: you tried", true],
    ["MemoryError", true],
    ["RuntimeError: DataLoader worker (pid 7) is killed by signal: Killed. ", true],
    ["Failed to process inputs/memory.yaml. Skipping. Error: no such residue.", false],
    ["ValueError: MemoryError is not a residue", false],
  ];
  for (const [text, is] of ways) {
    const log = openLog();
    log.take("stderr", `${text}\n`);
    assert.equal(log.outOfMemory, is, text);
  }
});

test("two streams do not mix, and the last error of all is kept", () => {
  const log = openLog();
  log.take("stderr", "Value");
  log.take("stdout", "Processing 1 inp");
  log.take(
    "stderr",
    "Error: first\n\nDuring handling of it\nurllib.error.URLError: <urlopen error>\n",
  );
  log.take("stdout", "uts with 1 threads.\n");
  assert.equal(log.phase, "reading");
  assert.equal(log.lastError, "urllib.error.URLError: <urlopen error>");
});

test("a record that fails in both stages is passed over; one that fails again and again is not", () => {
  const said = (words: string) => `Featurizer failed on a with error ${words}. Skipping.\n`;
  const log = openLog();
  log.take("stdout", `Running structure prediction for 2 inputs.\n${said("'X1'")}`);
  assert.equal(log.phase, "structure", "it has come to its records");
  log.take("stdout", `Running affinity prediction for 2 inputs.\n${said("'X2'")}`);
  assert.equal(log.phase, "affinity");
  assert.equal(log.stuckAt, undefined);
  log.take("stdout", said("'X3'"));
  assert.equal(log.stuckAt, "a");
  assert.deepEqual([...log.faults], [["a", "'X1'"]]);
});
