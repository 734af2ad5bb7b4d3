/** Builds the dataset that comes with the program: `npm run build:samples`. It is there at the first start. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { samplesFolder } from "../datasets/samples.ts";
import { sweepRequest } from "../request.ts";
import { toSweep } from "../to-sweep.ts";
import { rankDataset } from "./dataset.ts";
import { createSweeper } from "./sweeper.ts";

/** Not the name that a user's first sweep is given. */
const filename = "sample_grid_5_freq_0.1_100000.npz";

/** The same program builds the same bytes. */
const created = new Date("2026-11-21T00:00:00Z");

const request = sweepRequest().parse({ grid_size: 5 });
const sweep = toSweep(request);
await using run = await createSweeper(1).start(sweep, new AbortController().signal);
const facts = { request, sweep, filename, location: "precomputed", created } as const;
const { bytes } = await rankDataset(run, facts);
await mkdir(samplesFolder, { recursive: true });
const unfinished = new URL(`${filename}.new`, samplesFolder);
await writeFile(unfinished, bytes);
await rename(unfinished, new URL(filename, samplesFolder));
