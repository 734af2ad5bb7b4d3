/**
 * A sweep in a process of its own, without a database: `node sweep-alone.ts <folder> <request>` writes
 * its file below the folder and prints what it took.
 */
import { sweepRequest } from "#src/impedance/request.ts";
import { rankDataset } from "#src/impedance/sweeping/dataset.ts";
import { createSweeper } from "#src/impedance/sweeping/sweeper.ts";
import { toSweep } from "#src/impedance/to-sweep.ts";
import { openFolder } from "#src/storage/blobs/folder.ts";
import { blobKey } from "#src/storage/blobs/key.ts";

const [folder = "", text = "{}"] = process.argv.slice(2);
const request = sweepRequest().parse(JSON.parse(text));
const sweep = toSweep(request);
const blobs = await openFolder(folder);
const began = performance.now();
await using run = await createSweeper(2).start(sweep, new AbortController().signal);
const facts = { request, sweep, filename: "alone.npz", location: "user_generated" } as const;
const { bytes } = await rankDataset(run, { ...facts, created: new Date(0) });
const ranked = performance.now();
const { size } = await blobs.write(blobKey(facts.filename), bytes);
const end = performance.now();
const seconds = { rank: (ranked - began) / 1000, write: (end - ranked) / 1000 };
const peakBytes = 1024 * process.resourceUsage().maxRSS;
process.stdout.write(JSON.stringify({ size, peakBytes, seconds }));
