/**
 * A worker on screens in a process of its own, to be killed: `node screen-worker.ts <data directory>
 * <ligands>`. It submits a screen of that many alkanes, says its id, and a line for each prediction.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "#src/storage/open.ts";
import { screenEngine } from "./screen-engine.ts";
import { openScreens } from "./screens.ts";

const [dataDir = "", ligands = ""] = process.argv.slice(2);
const say = (word: string) => process.stdout.write(`${word}\n`);
const database = await openDatabase({ dataDir });
const engine = screenEngine(async (smiles) => {
  await sleep(50);
  say(smiles);
});
const screens = await openScreens(database, { engine, dataDir, window: 2 });
const { screen_id } = await screens.submit({
  ligands: Array.from({ length: Number(ligands) }, (_, index) => "C".repeat(index + 1)),
});
say(screen_id);
