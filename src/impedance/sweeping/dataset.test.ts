import assert from "node:assert/strict";
import { test } from "node:test";
import { openNpz } from "#src/arrays/npz-reader.ts";
import { bytesSource } from "#src/arrays/source.ts";
import { sweepRequest } from "../request.ts";
import { toSweep } from "../to-sweep.ts";
import { rankDataset } from "./dataset.ts";
import { createSweeper } from "./sweeper.ts";

const sweeper = createSweeper(2);

async function fileOf(compression: string) {
  const request = sweepRequest().parse({ grid_size: 6, n_frequencies: 50, compression });
  const sweep = toSweep(request);
  await using run = await sweeper.start(sweep, new AbortController().signal);
  const facts = { request, sweep, filename: "a.npz", location: "user_generated" } as const;
  const reports: number[] = [];
  const { bytes } = await rankDataset(
    run,
    { ...facts, created: new Date(1e12) },
    { ranked() {}, written: (done) => reports.push(done) },
  );
  const pieces = await Array.fromAsync(bytes, (piece) => Buffer.from(piece));
  assert.equal(reports.at(-1), 6 ** 5 * 50 * 4 * 4);
  return new Uint8Array(Buffer.concat(pieces));
}

test("a file is the same bytes every time, and compressed the same arrays", async () => {
  const [stored, again, deflated] = await Promise.all(["stored", "stored", "deflate"].map(fileOf));
  assert.deepEqual(again, stored);
  assert(deflated!.length < stored!.length);
  const [one, other] = await Promise.all(
    [stored!, deflated!].map((bytes) => openNpz(bytesSource(bytes))),
  );
  assert.deepEqual(one!.names, other!.names);
  for (const name of one!.names) {
    assert.deepEqual((await other!.read(name)).data, (await one!.read(name)).data, name);
  }
});
