/** Datasets' files on their way in and out: parts of them, limits, clients that go away. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { newApp, type WholeOptions } from "./support/app.ts";
import { onEveryStore } from "./support/blob-stores.ts";
import { newDatabase } from "./support/databases.ts";
import { datasetApp, established } from "./support/dataset-app.ts";
import { archive, arraysOf, datasetFile, flipped } from "./support/dataset-files.ts";
import { type Ending, lastFirst } from "./support/last-first.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function started(ending: Ending, options: WholeOptions = {}) {
  const server = await datasetApp(ending, await newDatabase(ending, "pglite"), options);
  const address = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const left = async () => {
    const folder = join(server.folder, "user_generated");
    const incoming = join(server.folder, "..", ".incoming");
    const names = await Promise.all(
      [folder, incoming].map((path) => readdir(path).catch(() => [])),
    );
    return names.flat();
  };
  return { ...server, address, left };
}

onEveryStore((store) => {
  test("a dataset goes in, out in parts, and away", async (t) => {
    const ending = lastFirst(t);
    const { bucket } = store.empty();
    const options: WholeOptions = bucket
      ? {
          ...{ S3_BUCKET: bucket.bucket, S3_ENDPOINT: bucket.endpoint!, S3_PREFIX: bucket.prefix! },
          S3_FORCE_PATH_STYLE: true,
        }
      : {};
    const { address, upload, get, post, remove } = await started(ending, options);
    const bytes = await datasetFile({ sets: 5000, frequencies: 30 });
    const sent = await upload("parts.npz", bytes);
    assert.equal(sent.statusCode, 201, sent.body);
    assert.equal(sent.json().dataset.sha256, sha256(bytes));
    const row = await post("/api/spectrum/parts.npz", { indices: [4999] });
    assert.deepEqual(row.json().data.spectra[0][0], [599_880, 599_881, 599_882, 599_883]);
    const best = await get("/api/best-results/parts.npz?n=2");
    assert.deepEqual(best.json().data.resnorms, [0, 1]);

    const url = `${address}/api/download/parts.npz`;
    const part = async (headers: Record<string, string>, method = "GET") => {
      const answer = await fetch(url, { headers, method });
      return { answer, body: Buffer.from(await answer.arrayBuffer()) };
    };
    const whole = await part({});
    assert.equal(whole.answer.status, 200);
    assert(whole.body.equals(bytes));
    const etag = whole.answer.headers.get("etag")!;
    assert.equal(etag, `"${sha256(bytes)}"`);
    assert.match(
      whole.answer.headers.get("content-disposition")!,
      /^attachment; filename="parts\.npz"$/,
    );
    const modified = whole.answer.headers.get("last-modified")!;

    for (const [range, start, end] of [
      ["bytes=0-99", 0, 100],
      ["bytes=300000-", 300_000, bytes.length],
      ["bytes=-7", bytes.length - 7, bytes.length],
    ] as const) {
      const { answer, body } = await part({ range, "if-range": etag });
      assert.equal(answer.status, 206);
      assert.equal(
        answer.headers.get("content-range"),
        `bytes ${start}-${end - 1}/${bytes.length}`,
      );
      assert(body.equals(bytes.subarray(start, end)), range);
    }
    const beyond = await part({ range: `bytes=${bytes.length}-` });
    assert.equal(beyond.answer.status, 416);
    assert.equal(beyond.answer.headers.get("content-range"), `bytes */${bytes.length}`);
    assert.equal(JSON.parse(beyond.body.toString()).status, "error");
    assert.equal((await part({ range: "bytes=0-1", "if-range": '"old"' })).answer.status, 200);
    const known: Record<string, string>[] = [
      { "if-none-match": etag },
      { "if-modified-since": modified },
    ];
    for (const headers of known) {
      const { answer, body } = await part(headers);
      assert.deepEqual([answer.status, body.length], [304, 0]);
    }
    const head = await part({}, "HEAD");
    assert.equal(head.answer.headers.get("content-length"), String(bytes.length));
    assert.equal(head.body.length, 0);

    assert.equal((await upload("parts.npz", bytes)).statusCode, 409);
    assert.equal((await remove("/api/datasets/parts.npz")).statusCode, 200);
    assert.equal((await fetch(url)).status, 404);
  });
});

test("a file that is too long, or no dataset, or called as another leaves nothing", async (t) => {
  const ending = lastFirst(t);
  const limits = { LIMIT_UPLOAD_BYTES: "50000" };
  const { address, upload, get, left } = await started(ending, limits);
  const long = await datasetFile({ sets: 5000 });
  const announced = await upload("long.npz", long);
  assert.equal(announced.statusCode, 413);
  assert.match(announced.json().message, /50000 bytes/);
  const stream = new Blob([long]).stream();
  const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
  const headers = { "content-type": "application/octet-stream" };
  // The server answers and hangs up: some clients see the one, some the other.
  const unannounced = await fetch(`${address}/api/datasets?filename=long.npz`, {
    ...init,
    headers,
  }).then(
    ({ status }) => status,
    () => 413,
  );
  assert.equal(unannounced, 413);

  const { spectrum: _, ...arrays } = arraysOf();
  const refused = await upload("less.npz", await archive(arrays));
  assert.equal(refused.statusCode, 422);
  assert.equal(refused.json().message, "Missing required keys: ['spectrum']");
  const hurt = await upload("hurt.npz", flipped(await datasetFile()));
  assert.equal(hurt.statusCode, 422);
  assert.match(
    hurt.json().message,
    /^Failed to load NPZ file: "spectrum\.npy", byte \d+ .*damaged/,
  );
  assert.equal((await upload("text.npz", Buffer.from("no archive"))).statusCode, 422);
  assert.equal((await upload("empty.npz", Buffer.alloc(0))).statusCode, 422);
  // JSON, too: a parser would hold in memory what may be as long as a file.
  for (const type of ["text/csv", "application/json"]) {
    const other = await upload("other.npz", Buffer.from("{}"), { "content-type": type });
    assert.equal(other.statusCode, 415, type);
    assert.match(other.json().message, /send it as application\/octet-stream/);
  }
  const bare = await fetch(`${address}/api/datasets?filename=bare.npz`, {
    ...{ method: "POST", body: new Uint8Array(9) },
  });
  assert.match((await bare.json()).message, /^The body has no Content-Type; send it as/);
  for (const name of ["", "../x.npz", "x.npy", "a/b.npz", ".npz"]) {
    const answer = await upload(name);
    assert.equal(answer.statusCode, 422, name);
    assert.equal(answer.json().errors[0].path, "filename");
  }
  assert.deepEqual(await left(), []);

  assert.equal((await upload("mine.npz")).statusCode, 201);
  const again = await upload("mine.npz");
  assert.equal(again.statusCode, 409);
  assert.match(again.json().message, /filename is taken/);
  assert.deepEqual(await left(), ["mine.npz"]);
  assert.equal((await get("/api/datasets")).json().datasets.length, 1);
});

/** Of the tests that need no server of their own. */
const ending = lastFirst({ after: (hook) => after(hook as () => Promise<void>) });
const shared = await started(ending);

test("of two who send the same name at once, one is refused and the other's file stays", async () => {
  const { upload, get, left } = shared;
  const files = await Promise.all([1, 2, 3].map((frequencies) => datasetFile({ frequencies })));
  const answers = await Promise.all(files.map((file) => upload("one.npz", file)));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 409, 409]);
  const [dataset] = (await get("/api/datasets")).json().datasets;
  const kept = await get("/api/download/one.npz");
  assert.equal(sha256(kept.rawPayload), dataset.sha256);
  assert.deepEqual(await left(), ["one.npz"]);
});

test("a client that goes away in mid-upload leaves nothing, and its name is free", async () => {
  const { address, upload, left } = shared;
  const sending = request(`${address}/api/datasets?filename=gone.npz`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "content-length": established.length },
  });
  sending.on("error", () => {});
  const before = await left();
  sending.write(established.subarray(0, 20_000));
  while ((await left()).length === before.length) await sleep(10);
  sending.destroy();
  await new Promise((resolve) => sending.once("close", resolve));
  while ((await left()).length > before.length) await sleep(10);
  assert.equal((await upload("gone.npz")).statusCode, 201);
});

test("a download stops when its reader goes away, and waits for one that is slow", async () => {
  const { platform, upload } = shared;
  assert.equal((await upload("long.npz")).statusCode, 201);
  const size = 2 ** 40;
  await platform.database.query(
    "update public.circuit_npz_datasets set file_bytes = $1 where npz_filename = 'long.npz'",
    [size],
  );
  let pieces = 0;
  const ended = Promise.withResolvers<void>();
  const blobs: Blobs = Object.assign(Object.create(platform.blobs), {
    stat: async () => ({ size, modified: new Date() }),
    async *read() {
      try {
        for (;;) {
          pieces++;
          yield new Uint8Array(2 ** 16);
        }
      } finally {
        ended.resolve();
      }
    },
  });
  const app = await newApp(ending, {}, { ...platform, blobs });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const reader = new AbortController();
  const answer = await fetch(`${address}/api/download/long.npz`, { signal: reader.signal });
  assert.equal(answer.headers.get("content-length"), String(size));
  let before = -1;
  while (pieces > before) {
    before = pieces;
    await sleep(200);
  }
  assert(pieces < 1000, `${pieces} pieces were read for a reader that takes none`);
  reader.abort();
  await ended.promise;
});
