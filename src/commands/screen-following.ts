/** A screen, followed to its end with its best ligands so far, and its table written. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { counted } from "#src/affinity/sentence.ts";
import {
  type RequestOptions,
  type ScreenFormat,
  screen,
  screenLigands,
  screenResults,
} from "#src/client/index.ts";
import type { BadFlag } from "./flags.ts";
import { completes } from "./following.ts";
import { fileOutput } from "./output.ts";
import { invented, inventedNotice } from "./prediction-text.ts";
import { countsText, ligandTable, rejectionLines } from "./screen-text.ts";
import type { Display } from "./table.ts";

/** Ligands that are shown while it runs, at its end, and as rejected; the table has them all. */
const shown = { live: 5, end: 10, rejected: 10 } as const;

/** Where a screen's table goes, and how much is said. */
export interface ScreenOutput {
  readonly csv?: string;
  readonly jsonl?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What is wrong with where the table shall go. */
export function badTables({ csv, jsonl, force }: ScreenOutput): BadFlag[] {
  return Object.entries({ csv, jsonl }).flatMap(([name, path]) => {
    const message = path === undefined ? undefined : badTable(path, force);
    return message === undefined ? [] : [{ flag: `--${name}`, message }];
  });
}

function badTable(path: string, isForced = false): string | undefined {
  const folder = dirname(path);
  if (!existsSync(folder)) return `${path} cannot be written: there is no folder ${folder}`;
  if (!isForced && existsSync(path)) return `${path} is there already; --force replaces it`;
  return undefined;
}

/**
 * Follows the job that works on a screen, then prints the best of what was found and writes the
 * table, also when the job ended before its time: then the exit status is 1, as it is if nothing was
 * found. Why ligands were rejected is said on standard error.
 * @param job undefined if it was deleted for its age: then there is nothing to wait for
 * @throws ProblemError, ConnectionError, OutputError; Interrupted, while the job goes on
 */
export async function followScreen(
  id: string,
  job: string | undefined,
  server: RequestOptions,
  { csv, jsonl, json, quiet: isQuiet = false }: ScreenOutput,
): Promise<void> {
  if (!isQuiet && job !== undefined) {
    console.error(`Screen ${id}; it goes on if this stops: retort screens watch ${id}`);
  }
  const best = async (limit: number, display: Display, notice: string) => {
    const { ligands } = await screenLigands(id, { state: "completed", limit }, server);
    const isInvented = ligands.some(({ simulated }) => simulated);
    if (ligands.length === 0) return [];
    return [...(isInvented ? [notice] : []), ...ligandTable(ligands, display)];
  };
  // Lines that are cut to fit must have no colours.
  const below = () => best(shown.live, process.stderr, inventedNotice);
  if (job !== undefined) await completes(job, server, { isQuiet, below });
  const found = await screen(id, server);
  if (json) console.log(JSON.stringify(found, null, 2));
  else {
    const lines = await best(shown.end, process.stdout, invented(process.stdout));
    for (const line of lines) console.log(line);
    if (!isQuiet) console.error(`Of ${counted(found.ligands, "ligand")}: ${countsText(found)}.`);
  }
  const { rejected, completed } = found.counts;
  if (completed === 0) process.exitCode = 1;
  if (rejected > 0 && (!isQuiet || completed === 0)) {
    const filter = { state: "rejected", order: "place", limit: shown.rejected } as const;
    const { ligands } = await screenLigands(id, filter, server);
    for (const line of rejectionLines(ligands, rejected)) console.error(line);
  }
  for (const [format, path] of Object.entries({ csv, jsonl })) {
    if (path === undefined) continue;
    await writeTable(id, format as ScreenFormat, path, server);
    if (!isQuiet)
      console.error(`Wrote the table of ${counted(found.ligands, "ligand")} to ${path}.`);
  }
}

async function writeTable(
  id: string,
  format: ScreenFormat,
  path: string,
  server: RequestOptions,
): Promise<void> {
  await using output = await fileOutput(path);
  const { body } = await screenResults(id, format, server);
  await output.write(body);
}
