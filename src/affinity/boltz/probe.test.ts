import assert from "node:assert/strict";
import { test } from "node:test";
import { missingOptions, probeBoltz, pythonOf } from "./probe.ts";

test("the Python of a console script, written in either way", () => {
  const long = "#!/bin/sh\n'''exec' \"/a long/path/bin/python3.11\" \"$0\" \"$@\"\n' '''\n";
  const unquoted = "#!/bin/sh\n'''exec' /path/bin/python \"$0\" \"$@\"\n' '''\n";
  assert.equal(pythonOf("#!/venv/bin/python\n# -*- coding"), "/venv/bin/python");
  assert.equal(pythonOf(long), "/a long/path/bin/python3.11");
  assert.equal(pythonOf(unquoted), "/path/bin/python");
  for (const other of ["", "\x7fELF", "#!/bin/sh\nexec boltz", "#!/usr/bin/env node\n"]) {
    assert.equal(pythonOf(other), undefined);
  }
});

test("options are looked for as wholes", () => {
  const help = `Options:
  --out_dir PATH                  Where, and not --seed.
  --cache PATH                    The directory
  --sampling_steps_affinity INTEGER
`;
  const missing = missingOptions(help);
  assert(missing.includes("--seed") && missing.includes("--sampling_steps"));
  assert(!missing.includes("--out_dir") && !missing.includes("--sampling_steps_affinity"));
});

test("what is not there, and what is something else, is told with what to do", async () => {
  const probe = (...words: [string, ...string[]]) => probeBoltz({ words, environment: {} });
  const absent = await probe("/nowhere/boltz");
  assert(absent.state === "absent" && /pip install "boltz/.test(absent.says));
  const node = await probe(process.execPath, "-e", "console.error('so\\nit is'); process.exit(1)");
  assert(node.state === "unsuitable" && /Its own words: it is$/.test(node.says));
  const other = await probe(process.execPath, "-e", "");
  assert(other.state === "unsuitable" && /--out_dir/.test(other.says));
});
