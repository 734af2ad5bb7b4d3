/** `retort datasets` with a server of Retort's own, and files beside it. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { type DatasetPage, listDatasets, listTags } from "#src/client/index.ts";
import { addressOf, retort, start } from "./support/command.ts";
import { established } from "./support/dataset-app.ts";
import { archive, arraysOf, datasetFile, flipped } from "./support/dataset-files.ts";
import { newFolder } from "./support/folder.ts";
import { standIn } from "./support/stand-in.ts";

let dataDir: string;
let server: ReturnType<typeof start>;
let options: { baseUrl: string };

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "retort-test-"));
  server = start(["serve", "--port=0", "--data-dir", dataDir]);
  options = { baseUrl: await addressOf(server) };
  // The server has listed its files when it knows the sample: those that come later are not in it.
  while ((await listDatasets({}, options)).datasets.length === 0) await setTimeout(50);
  const folder = join(dataDir, "blobs/npz/user_generated");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "old.npz"), established);
  await writeFile(join(folder, "broken.npz"), "no archive");
});
after(async () => {
  server.kill();
  await server.outcome;
  await rm(dataDir, { recursive: true });
});

async function datasets(...words: string[]) {
  const environment = { RETORT_SERVER: options.baseUrl };
  const { status, stdout, stderr } = await start(["datasets", ...words], environment).outcome;
  return { status, stdout: stdout.toString(), stderr };
}

test("files are first told of as SQL, then registered, then listed", async () => {
  const broken = /^broken\.npz: Failed to load NPZ file: .*\n$/;
  const sql = await datasets("sync", "--sql");
  assert.equal(sql.status, 0);
  assert.equal(sql.stdout.match(/^insert into public\./gm)?.length, 2);
  assert.match(sql.stderr, broken);
  const names = async () =>
    (await listDatasets({}, options)).datasets.map(({ filename }) => filename);
  assert(!(await names()).includes("old.npz"));
  const sync = await datasets("sync");
  assert.match(sync.stdout, /^registered old\.npz\nThere are \d files\.\n$/);
  assert.match(sync.stderr, broken);
  const { stdout } = await datasets("list");
  assert.match(stdout, /^FILENAME +STATE +SETS +FREQ/);
  assert.match(stdout, /^old\.npz +private +243 +20 .* you .*p\(Rsh,p\(Ra,Ca\)-p\(Rb,Cb\)\)$/m);
  assert.match(stdout, /^sample_grid_5\S+ +public +3,125 +100 .* sample /m);
  const page: DatasetPage = JSON.parse((await datasets("list", "--json", "--limit=1")).stdout);
  assert.deepEqual([page.datasets.length, typeof page.next], [1, "string"]);
  const next = await datasets("list", "--cursor", page.next!);
  assert.equal(next.stdout.trim().split("\n").length, (await names()).length);
});

test("files are validated here, in the words that people know", async (t) => {
  const folder = await newFolder(t);
  const { spectrum: _, ...without } = arraysOf();
  const files = {
    "good.npz": await datasetFile(),
    "less.npz": await archive(without),
    "cut.npz": established.subarray(0, -100),
    "hurt.npz": flipped(await datasetFile()),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const path = (name: string) => join(folder, name);
  const good = await retort("datasets", "validate", path("good.npz"));
  assert.deepEqual([good.status, good.stderr], [0, ""]);
  assert.match(String(good.stdout), /good\.npz: 20 sets of p\(Rsh,.* at 3 frequencies/);
  const all = ["good.npz", "less.npz", "cut.npz", "hurt.npz", "none.npz"].map(path);
  const { status, stderr } = await retort("datasets", "validate", ...all);
  assert.equal(status, 1);
  const [less, cut, hurt, none] = stderr.split("\n");
  assert.equal(less, `${path("less.npz")}: Missing required keys: ['spectrum']`);
  assert(cut!.startsWith(`${path("cut.npz")}: Failed to load NPZ file: `), cut);
  assert.match(hurt!, /hurt\.npz: Failed to load NPZ file: "spectrum\.npy", byte \d+ .*damaged/);
  assert.equal(none, `${path("none.npz")}: no such file or directory`);
});

test("a dataset comes whole, goes on where it broke off, and replaces nothing unasked", async (t) => {
  const folder = await newFolder(t);
  const out = join(folder, "got.npz");
  const [sample] = (await listDatasets({}, options)).datasets.filter(({ owner }) => !owner);
  const { filename, sha256, directory } = sample!;
  const whole = await readFile(join(dataDir, "blobs/npz", directory, filename));
  const partial = `${out}.${sha256.slice(0, 16)}.partial`;
  const get = (...more: string[]) => datasets("download", filename, "--out", out, ...more);

  await writeFile(partial, whole.subarray(0, 1_000_000));
  const resumed = await get();
  assert.match(
    resumed.stderr,
    /^Wrote 5\.1 MB, of which 1\.0 MB were here, .* is the server's\.\n$/,
  );
  assert((await readFile(out)).equals(whole));
  assert.deepEqual(await readdir(folder), ["got.npz"]);

  const refused = await get();
  assert.deepEqual(
    [refused.status, refused.stderr],
    [2, `--out: ${out} is there already; --force replaces it\n`],
  );

  await writeFile(partial, new Uint8Array(1_000_000));
  const damaged = await get("--force");
  assert.equal(damaged.status, 1);
  assert.match(damaged.stderr, /^What came is not what the server has, by its SHA-256/);
  assert.deepEqual(await readdir(folder), ["got.npz"]);
  assert.deepEqual([(await get("--force", "--quiet")).stderr], [""]);
});

test("what a server that goes away has sent is kept, and it is asked for the rest only", async (t) => {
  const whole = Buffer.alloc(300_000, 7);
  const etag = `"${createHash("sha256").update(whole).digest("hex")}"`;
  const type = { "content-type": "application/x-npz", etag };
  const asked: unknown[] = [];
  let goesAway = true;
  const url = await standIn(t, ({ headers }, response) => {
    asked.push([headers.range, headers["if-range"]]);
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
    const range = from > 0 && { "content-range": `bytes ${from}-299999/300000` };
    response.writeHead(from > 0 ? 206 : 200, {
      ...type,
      ...range,
      "content-length": 300_000 - from,
    });
    if (!goesAway) response.end(whole.subarray(from));
    else
      response.write(
        whole.subarray(0, 200_000),
        () => void setTimeout(100).then(() => response.destroy()),
      );
  });
  const folder = await newFolder(t);
  const words = ["datasets", "download", "a.npz", "--out", join(folder, "a.npz"), "--server", url];
  const broken = await retort(...words);
  assert.equal(broken.status, 1);
  assert.match(
    broken.stderr,
    /^200\.0 kB are here; the same command goes on after them\.\nThe server/,
  );
  assert.match((await readdir(folder)).join(), /^a\.npz\.[0-9a-f]{16}\.partial$/);
  goesAway = false;
  assert.equal((await retort(...words)).status, 0);
  assert.deepEqual(asked.at(-1), ["bytes=200000-", etag]);
  assert((await readFile(join(folder, "a.npz"))).equals(whole));
});

test("a row is tagged, listed and untagged", async () => {
  const { filename } = (await listDatasets({}, options)).datasets[0]!;
  const words = ["--label", "the one", "--notes", "seen\ntwice", "--category=good", "--reference"];
  const put = await datasets("tag", filename, "2", ...words);
  assert.deepEqual([put.status, put.stdout], [0, `Rank 2 of ${filename} is “the one”.\n`]);
  const { tags } = await listTags(filename, {}, options);
  assert.deepEqual(
    tags.map(({ rank, label, category, is_reference_model: is }) => [rank, label, category, is]),
    [[2, "the one", "good", true]],
  );
  const { stdout } = await datasets("tags", filename);
  assert.match(stdout, /^RANK .*\n +2 .* the one +good +yes +you +seen twice\n$/);
  assert.equal((await datasets("untag", filename, "2")).status, 0);
  assert.equal((await datasets("tags", filename)).stderr, `${filename} has no tags.\n`);
  const again = await datasets("untag", filename, "2");
  assert.deepEqual(
    [again.status, again.stderr],
    [1, "You have no tag of rank 2 in this dataset.\n"],
  );
});

for (const [what, words, says] of [
  ["a rank that is none", ["tag", "a.npz", "0", "--label=x"], /^rank: "0" is no rank/],
  ["a name that is none", ["download", "../a.npz"], /^name: "\.\.\/a\.npz" is no dataset's name/],
  ["no label", ["tag", "a.npz", "1"], /required option '--label/],
  ["no file", ["validate"], /missing required argument 'file'/],
  ["a limit that is none", ["list", "--limit=x"], /^--limit: "x" is no whole number/],
] as const) {
  test(`${what} is a usage error`, async () => {
    const { status, stderr } = await datasets(...words);
    assert.equal(status, 2, stderr);
    assert.match(stderr, says);
  });
}

test("a dataset that is not there is a sentence", async () => {
  for (const words of [
    ["download", "none.npz"],
    ["tags", "none.npz"],
  ]) {
    const { status, stderr } = await datasets(...words);
    assert.deepEqual(
      [status, stderr],
      [1, "There is no dataset none.npz, or it is not yours to see.\n"],
    );
  }
});
