/**
 * A process that writes one blob, of so many bytes or without an end, and says what it took:
 * `node blob-writer.ts <settings as JSON> <key> <bytes>`. It prints `begun` after 20 MiB, and at the
 * end the most bytes that were in its heap and outside.
 */
import { setTimeout } from "node:timers/promises";
import { blobKey } from "#src/storage/blobs/key.ts";
import { openBlobs } from "#src/storage/blobs/open.ts";

const CHUNK = 2 ** 16;
const BEGUN = 20 * 2 ** 20;

const [settings, key, bytes] = process.argv.slice(2) as [string, string, string];
const total = Number(bytes);
let most = 0;

async function* chunks() {
  for (let given = 0; given < total; given += CHUNK) {
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external);
    if (given === BEGUN) console.log("begun");
    // Whoever writes without an end is to be killed in the middle, and leaves the processor to others.
    if (given > BEGUN && total === Number.POSITIVE_INFINITY) await setTimeout(5);
    yield new Uint8Array(CHUNK).fill(given / CHUNK);
  }
}

const blobs = await openBlobs(JSON.parse(settings));
await blobs.write(blobKey(key), chunks());
console.log(most);
