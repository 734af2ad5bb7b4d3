/** The Python process that a measurement is compared against; see peers/peer.py. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";

const install =
  "python3 -m venv build/bench-venv && build/bench-venv/bin/pip install numpy scipy fastapi uvicorn impedance pandas altair";

/** A Python process that answers one question at a time. */
export interface Peer {
  /** Sends one question and resolves with its answer; rejects when the process dies. */
  ask<Answer>(question: object): Promise<Answer>;
  close(): void;
}

/**
 * The Python to measure with: PYTHON of the environment, else build/bench-venv, else python3.
 * @throws Error that says how to get NumPy and SciPy, when it has none
 */
export function findPython(): string {
  const own = "build/bench-venv/bin/python";
  const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");
  if (spawnSync(python, ["-c", "import numpy, scipy"]).status !== 0) {
    throw new Error(
      `${python} has no NumPy or no SciPy to compare with. To get them:\n  ${install}`,
    );
  }
  return python;
}

/** Starts peers/peer.py; its errors appear on standard error. */
export function startPeer(python: string): Peer {
  const child = spawn(python, [`${import.meta.dirname}/peers/peer.py`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<Answer>(question: object) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`the Python peer died on ${JSON.stringify(question)}`);
      return JSON.parse(line.value) as Answer;
    },
    close: () => child.stdin.end(),
  };
}
