import assert from "node:assert/strict";
import { test } from "node:test";
import { shownCommand, withoutFolders } from "./log-text.ts";

test("of paths only the last names are shown", () => {
  const log = [
    'File "/opt/venv/lib/python3.11/site-packages/boltz/main.py", line 5, in predict',
    "Failed to load ~/models/boltz/mols (see /srv/a.user/run-1/output/x.json)",
    "restored from file:///home/a.user/last.ckpt",
    "at C:\\Users\\somebody\\boltz\\main.py",
    "Failed for ligand (/C=C/C) and C/C=C\\C",
    "/usr/lib/python3: 3/4 done, 12.5 it/s, see https://example.org/a/b",
  ];
  assert.deepEqual(log.map(withoutFolders), [
    'File "…/main.py", line 5, in predict',
    "Failed to load …/mols (see …/x.json)",
    "restored from …/last.ckpt",
    "at …/main.py",
    "Failed for ligand (/C=C/C) and C/C=C\\C",
    "…/python3: 3/4 done, 12.5 it/s, see https://example.org/a/b",
  ]);
});

test("a command is shown without its folders", () => {
  const argv = ["/opt/venv/bin/boltz", "predict", "inputs", "--cache", "/home/a/.boltz"];
  assert.deepEqual(shownCommand(argv), ["…/boltz", "predict", "inputs", "--cache", "…/.boltz"]);
});
