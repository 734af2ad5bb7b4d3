/** `retort sweep`: here, where NumPy reads the file, and as a job of a server. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cancelJob, getJob, watchJob } from "#src/client/index.ts";
import { sweepRequest } from "#src/impedance/request.ts";
import { addressOf, cli, retort, start } from "./support/command.ts";
import { newFolder } from "./support/folder.ts";
import { askPython, withoutNumpy } from "./support/numpy.ts";
import { onTerminal } from "./support/terminal.ts";

const small = [
  "--circuit",
  "R0-p(R1,C1)",
  "--axis",
  "R1=10:1e4:4",
  "--axis",
  "C1=1e-6:4e-6:3:linear",
];

test("every bad flag is named before anything is tried", async (t) => {
  const out = join(await newFolder(t), "run.txt");
  const words = ["--grid-size=x", "--metric=far", "--axis=R1", "--fix=R0", "--freq-min=-1"];
  const { status, stderr } = await retort("sweep", ...words, "--reference-csv=/nowhere", "-o", out);
  const flags = stderr
    .trim()
    .split("\n")
    .map((line) => line.split(":")[0]!);
  assert.equal(status, 2);
  assert.deepEqual(flags.toSorted(), [
    "--axis",
    "--fix",
    "--freq-min",
    "--grid-size",
    "--metric",
    "--out",
    "--reference-csv",
  ]);
});

for (const [what, words, says] of [
  ["a job's flag", ["--detach"], /^--detach: is for a sweep on a server: --submit/],
  [
    "a file's flag for a job",
    ["--submit", "-o", "x.npz"],
    /^--out: with --submit the server keeps/,
  ],
] as const) {
  test(`${what} is a usage error`, async () => {
    const { status, stderr } = await retort("sweep", ...words);
    assert.equal(status, 2, stderr);
    assert.match(stderr, says);
  });
}

test("NumPy reads the file, and its first rows are those that are shown", {
  skip: withoutNumpy,
}, async (t) => {
  const out = join(await newFolder(t), "rc.npz");
  const words = [
    "--fix=R0=50",
    "--reference=R1=777,C1=2e-6",
    "--n-frequencies=10",
    "--metric=rmse",
  ];
  const { status, stdout, stderr } = await retort("sweep", ...small, ...words, "--out", out);
  assert.deepEqual([status, stderr.slice(0, 28)], [0, "Wrote 12 sets of parameters,"], stderr);
  const found = askPython(
    `
import json, sys
import numpy as np
with np.load(sys.argv[1], allow_pickle=True) as z:
    said, p, r, s = z["metadata"].item(), z["parameters"], z["resnorms"], z["spectrum"]
    w = 2j * np.pi * z["frequencies"].astype(float)
    model = lambda r0, r1, c1: r0 + 1 / (1 / r1 + w * c1)
    rmse = [np.sqrt(np.mean(abs(model(*row) - model(50, 777, 2e-6)) ** 2)) for row in p.astype(float)]
print(json.dumps({
    "shapes": [p.shape, r.shape, s.shape], "sorted": bool((np.diff(r) >= 0).all()),
    "right": bool(np.allclose(r, rmse, rtol=1e-5)),
    "said": [said["filename"], said["circuit"], said["metric"]],
    "first": [float("%.6g" % x) for x in [r[0], *p[0]]]}))`,
    [out],
  ) as Record<string, unknown>;
  const [head, first] = stdout.toString().split("\n");
  assert.match(head!, /^RANK +rmse \(Ω\) +R0 \(Ω\) +R1 \(Ω\) +C1 \(F\)$/);
  assert.deepEqual(found, {
    shapes: [[12, 3], [12], [12, 10, 4]],
    sorted: true,
    right: true,
    said: ["rc.npz", "R0-p(R1,C1)", "rmse"],
    first: first!.trim().split(/ +/).slice(1).map(Number),
  });
  assert.match(stdout.toString(), /\nThe spectrum of rank 1 fixes all 3 parameters\.\n$/);
});

test("the standard circuit's ranks tie, and what cannot be told apart is said", async (t) => {
  const out = join(await newFolder(t), "grid.npz");
  const { stdout } = await retort("sweep", "--grid-size=3", "--out", out);
  const [, first, second] = stdout
    .toString()
    .split("\n")
    .map((line) => line.trim().split(/ +/));
  assert.equal(first![1], second![1]);
  assert.deepEqual([first![3], first![4]], [second![5], second![6]]);
  assert.match(
    stdout.toString(),
    /fixes 4 combinations of the 5 parameters, .*free:\n {2}\w+ \+1 %/,
  );
  const again = await retort("sweep", "--grid-size=2", "--out", out);
  assert.deepEqual(
    [again.status, again.stderr],
    [2, `--out: ${out} is there already; --force replaces it\n`],
  );
  const before = await readFile(out);
  const quiet = await retort("sweep", "--grid-size=2", "--out", out, "--force", "--quiet");
  assert.deepEqual([quiet.status, quiet.stderr, String(quiet.stdout)], [0, "", ""]);
  assert((await readFile(out)).length < before.length);
});

test("a measured spectrum is the reference, with the frequencies it was measured at", async (t) => {
  const folder = await newFolder(t);
  const rows = [1, 10, 100].map((f) => {
    const w = 2 * Math.PI * f * 100 * 2.5e-6;
    return `${f};${5 + 100 / (1 + w * w)};${(100 * w) / (1 + w * w)}`;
  });
  await writeFile(join(folder, "cell.csv"), ["f/Hz;Re/Ohm;-Im/Ohm", ...rows].join("\n"));
  const words = ["--axis", "R1=10:1000:3", "--axis", "C1=1e-6:4e-6:3:linear", "--fix", "R0=5"];
  const csv = ["--circuit=R0-p(R1,C1)", "--reference-csv", join(folder, "cell.csv")];
  const { stdout, stderr } = await retort("sweep", ...csv, ...words, "-o", join(folder, "a.npz"));
  const [rank, resnorm, ...best] = stdout.toString().split("\n")[1]!.trim().split(/ +/).map(Number);
  assert.deepEqual([rank, ...best], [1, 5, 100, 2.5e-6]);
  assert(resnorm! < 1e-9);
  assert.match(stderr, /says that the column is −Im Z/);
});

test("an interrupted sweep leaves what stood there before, and nothing else", async (t) => {
  const folder = await newFolder(t);
  await writeFile(join(folder, "big.npz"), "earlier");
  const child = start(["sweep", "--grid-size=20", "-o", join(folder, "big.npz"), "--force"]);
  // Once the file is begun, so that there is something to leave behind.
  const isUnderWay = async () => (await readdir(folder)).some((name) => name.endsWith(".partial"));
  while (!(await isUnderWay())) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGINT");
  const { status, stderr } = await child.outcome;
  assert.deepEqual([status, stderr], [130, "Stopped by SIGINT.\n"]);
  assert.deepEqual(await readdir(folder), ["big.npz"]);
  assert.equal(await readFile(join(folder, "big.npz"), "utf8"), "earlier");
});

test("where there is no room it is a sentence, and nothing is left", {
  skip: process.platform === "win32" && "no such limit",
}, async (t) => {
  const folder = await newFolder(t);
  const command = 'ulimit -f 100; exec "$0" "$@"';
  const words = [process.execPath, cli, "sweep", "-o", join(folder, "a.npz")];
  const { status, stderr } = spawnSync("sh", ["-c", command, ...words], { encoding: "utf8" });
  assert.deepEqual([status, stderr], [1, `${folder}/a.npz cannot be written: file too large.\n`]);
  assert.deepEqual(await readdir(folder), []);
});

test("a terminal sees how far it is", { skip: withoutNumpy }, async (t) => {
  const out = join(await newFolder(t), "grid.npz");
  const { status, shown } = onTerminal("sweep", "--grid-size=8", "-o", out);
  assert.equal(status, 0);
  assert.match(shown, /\r[█░]+ \d+ % · Ranked [\d,]+ of 32,768/);
  assert.match(shown, /\r[█░]+ \d+ % · Written [\d.]+ of 52\.4 MB/);
  assert(shown.includes("\r\x1b[KWrote 32,768 sets"), shown);
});

test("help has a flag for every field of the question", async () => {
  const help = (await retort("sweep", "--help")).stdout.toString();
  const structured = { axes: "--axis", fixed: "--fix", is_public: "--public" };
  for (const field of Object.keys(sweepRequest().shape)) {
    const flag = structured[field as "axes"] ?? `--${field.replaceAll("_", "-")}`;
    assert.match(help, new RegExp(`^  ${flag}\\b`, "m"));
  }
});

let dataDir: string;
let server: ReturnType<typeof start>;
let options: { baseUrl: string };
let environment: Record<string, string>;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "retort-test-"));
  server = start(["serve", "--port=0", "--data-dir", dataDir]);
  options = { baseUrl: await addressOf(server) };
  environment = { RETORT_SERVER: options.baseUrl };
});
after(async () => {
  server.kill();
  await server.outcome;
  await rm(dataDir, { recursive: true });
});

const there = (...words: string[]) => start(["sweep", "--submit", ...words], environment).outcome;

test("a server sweeps, and says the same", async (t) => {
  const out = join(await newFolder(t), "here.npz");
  const words = [...small, "--fix=R0=50", "--n-frequencies=10"];
  const [job, here] = await Promise.all([
    there(...words, "--filename=there.npz"),
    retort("sweep", ...words, "-o", out),
  ]);
  assert.equal(job.status, 0, job.stderr);
  assert.equal(String(job.stdout), String(here.stdout));
  assert.match(
    job.stderr,
    /^Job [-\da-f]{36};[\s\S]*completed[\s\S]* 12 sets .* in there\.npz, after/,
  );
  const taken = await there(...words, "--filename=there.npz");
  assert.equal(taken.status, 2);
  assert.match(taken.stderr, /^--filename: .*taken/);
});

test("what only the server refuses is a bad flag, too", async () => {
  const words = ["--circuit=R0-R1", "--axis=R0=1:2:9999", "--axis=R1=1:2:9999"];
  const { status, stderr } = await there(...words);
  assert.equal(status, 2);
  assert.match(stderr, /^--axis: The grid has 99980001 points; at most \d+ are swept\.\n$/);
});

test("a job goes on without whoever submitted it, and one that is cancelled is told of", async () => {
  const { stdout } = await there("--grid-size=2", "--detach");
  const id = String(stdout).trim();
  for await (const _ of watchJob(id, options));
  assert.equal((await getJob(id, options)).state, "completed");

  const child = start(["sweep", "--submit", "--grid-size=20"], environment);
  const said = await new Promise<string>((resolve) =>
    child.stderr!.once("data", (data) => resolve(String(data))),
  );
  const other = /^Job ([-\da-f]{36})/.exec(said)![1]!;
  await cancelJob(other, options);
  const { status, stderr } = await child.outcome;
  assert.equal(status, 1);
  assert(stderr.endsWith(`Job ${other} was cancelled.\n`), stderr);
  assert(!existsSync("grid_20_freq_0.1_100000.npz"));
});
