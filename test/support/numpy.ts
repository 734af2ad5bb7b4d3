/** NumPy, the reader our files are for. It is looked for in `PYTHON`, else in `python3`. */
import { spawnSync } from "node:child_process";

/** The Python. */
export const python = process.env.PYTHON ?? "python3";

/** Why tests with NumPy are skipped, or false where it is present: an option for `test`. */
export const withoutNumpy: string | false =
  spawnSync(python, ["-c", "import numpy"]).status === 0
    ? false
    : `${python} has no NumPy; set PYTHON to one that has`;

/** Runs a Python program and reads what it prints as JSON. Throws with what it says if it fails. */
export function askPython(program: string, args: readonly string[] = [], input = ""): unknown {
  const { status, stdout, stderr, error } = spawnSync(python, ["-c", program, ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${python} failed:\n${stderr}`);
  return JSON.parse(stdout);
}
