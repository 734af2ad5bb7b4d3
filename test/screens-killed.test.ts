/** A worker that is killed in the middle of a screen: the next goes on with what is left. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openDatabase } from "#src/storage/open.ts";
import { newDatabase } from "./support/databases.ts";
import { screenEngine } from "./support/screen-engine.ts";
import { openScreens } from "./support/screens.ts";

const script = fileURLToPath(new URL("./support/screen-worker.ts", import.meta.url));

test("a screen whose worker is killed is gone on with, and loses what was in hand only", {
  timeout: 120_000,
}, async (context) => {
  const { dataDir } = await newDatabase(context, "pglite");
  const count = 40;
  const child = spawn(process.execPath, [script, dataDir!, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  context.after(() => child.kill("SIGKILL"));
  const gone = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface(child.stdout!)) {
    said.push(line);
    // In the middle, and without a word.
    if (said.length === 20) child.kill("SIGKILL");
  }
  await gone;
  const id = said.find((word) => word.includes("-"))!;

  const engine = screenEngine();
  const database = await openDatabase({ dataDir });
  context.after(() => database.close());
  const before = await database.query<{ state: string; ligands: number }>(
    "select state, count(*)::int as ligands from screen_ligands group by state",
  );
  const done = before.rows.find(({ state }) => state === "completed")!.ligands;
  assert(done >= 10 && done < count, JSON.stringify(before.rows));
  await using screens = await openScreens(database, { engine, dataDir: dataDir! });
  const screen = await screens.until(id);
  assert.equal(screen.job?.state, "completed");
  assert.equal(screen.counts.completed, count);
  assert.equal(engine.asked.length, count - done);
  const { ligands } = await screens.ligands(id, "?order=place");
  assert.deepEqual(
    ligands.map(({ canonical_smiles }) => canonical_smiles),
    Array.from({ length: count }, (_, index) => "C".repeat(index + 1)),
  );
  for (const { files } of [ligands[0]!, ligands.at(-1)!]) {
    assert.equal((await screens.ask("GET", files![0]!.url)).statusCode, 200);
  }
});
