/** Where runs are made: what a process leaves that was killed is removed by the next, and nothing else. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { runPlace } from "#src/affinity/predicting/run-place.ts";
import { newFolder } from "./support/folder.ts";

test("the folder of a process that was killed goes, that of one that lives stays", async (context) => {
  const parent = join(await newFolder(context), "places");
  const living = runPlace(parent);
  const mine = await living.folder();
  await writeFile(join(mine, "result"), "");

  const module = JSON.stringify(
    new URL("../src/affinity/predicting/run-place.ts", import.meta.url).href,
  );
  const script = `const { runPlace } = await import(${module});
    console.log(await runPlace(${JSON.stringify(parent)}).folder());
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  await access(String(said).trim());

  const next = runPlace(parent);
  const other = await next.folder();
  assert.deepEqual(
    (await readdir(parent)).sort(),
    [mine, other].map((path) => path.slice(parent.length + 1)).sort(),
  );
  await access(join(mine, "result"));
  await next.close();
  await living.close();
  assert.deepEqual(await readdir(parent), []);
});
