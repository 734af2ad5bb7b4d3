import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { encodeWaveHead } from "#src/arrays/wave.ts";
import { retort, start } from "#test/support/command.ts";
import { newFolder } from "#test/support/folder.ts";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import { sendJson, standIn } from "#test/support/stand-in.ts";
import { onTerminal } from "#test/support/terminal.ts";

const frameCount = 2000;
const head = encodeWaveHead([1, 2, 3], frameCount);
const frames = Buffer.alloc(frameCount * 24, 7);
const stream = Buffer.concat([head, frames]);
const waveHeaders = {
  "content-type": "application/octet-stream",
  "content-length": stream.length,
  "x-frames": frameCount,
};

test("every bad flag is named before anything is tried", async () => {
  const words = ["--N=abc", "--sigma=-1", "--x0=9", "--out=run.txt", "--server=nowhere"];
  const { status, stderr } = await retort("tunnel", ...words);
  assert.equal(status, 2);
  assert.deepEqual(
    stderr
      .trim()
      .split("\n")
      .map((line) => line.split(":")[0]),
    ["--N", "--sigma", "--x0", "--out", "--server"],
  );
});

test("what only the server refuses is a bad flag, too", async (t) => {
  const url = await standIn(t, (_request, response) => {
    const errors = [{ path: "max_frames", message: "too many for this server" }];
    sendJson(response, 422, { title: "Bad request", detail: "One field.", errors });
  });
  const { status, stderr } = await retort("tunnel", "--server", url);
  assert.deepEqual([status, stderr], [2, "--max-frames: too many for this server\n"]);
});

test("a pipe takes the wave stream; the question has the fields given and no others", async (t) => {
  let asked: unknown;
  const url = await standIn(t, async (request, response) => {
    asked = JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString());
    response.writeHead(200, waveHeaders).end(stream);
  });
  const words = ["--momentum", "-30", "--barrier-height=1e2", "--server", url];
  const { status, stdout, stderr } = await retort("tunnel", ...words);
  assert.deepEqual(asked, { momentum: -30, barrier_height: 100 });
  assert.equal(status, 0);
  assert(stdout.equals(stream));
  assert.match(stderr, /^Wrote 48,020 bytes to standard output in \d\.\d\d s\.\n$/);
  assert.equal((await retort("tunnel", ...words, "--out", "-", "--quiet")).stderr, "");
});

test("a reader that has seen enough ends it quietly", async (t) => {
  const closed = Promise.withResolvers<void>();
  const url = await standIn(t, (_request, response) => {
    response.on("close", () => closed.resolve());
    response.writeHead(200, { ...waveHeaders, "content-length": 2 ** 40 }).write(head);
    const more = () => {
      while (!response.destroyed && response.write(frames));
    };
    response.on("drain", more);
    more();
  });
  const child = start(["tunnel", "--server", url]);
  child.stdout!.once("data", () => child.stdout!.destroy());
  const { status, stderr } = await child.outcome;
  assert.deepEqual([status, stderr], [0, ""]);
  await closed.promise;
});

test("a file is whole or absent: an interrupted run leaves nothing", async (t) => {
  const at = await newFolder(t);
  const begun = Promise.withResolvers<void>();
  const url = await standIn(t, (_request, response) => {
    response.writeHead(200, waveHeaders).write(head, () => begun.resolve());
  });
  const child = start(["tunnel", "--server", url, "--out", join(at, "run.bin")]);
  await begun.promise;
  assert.match((await readdir(at)).join(), /^run\.bin\.\d+\.partial$/);
  child.kill("SIGINT");
  const { status, stderr } = await child.outcome;
  assert.deepEqual([status, stderr], [130, "Stopped by SIGINT.\n"]);
  assert.deepEqual(await readdir(at), []);
});

test("a server gone in mid-answer leaves the file that stood there before", async (t) => {
  const at = await newFolder(t);
  await writeFile(join(at, "run.bin"), "earlier");
  const url = await standIn(t, (_request, response) => {
    response
      .writeHead(200, waveHeaders)
      .write(head, () => setTimeout(() => response.destroy(), 50));
  });
  const { status, stderr } = await retort("tunnel", "--server", url, "--out", join(at, "run.bin"));
  assert.equal(status, 1);
  assert.match(stderr, /^The server went away after 20 bytes\. \(UND_ERR_SOCKET\)\n$/);
  assert.deepEqual(await readdir(at), ["run.bin"]);
  assert.equal(await readFile(join(at, "run.bin"), "utf8"), "earlier");
});

test("a whole answer replaces the file that stood there before", async (t) => {
  const at = await newFolder(t);
  await writeFile(join(at, "run.bin"), "earlier");
  const url = await standIn(t, (_request, response) => {
    response.writeHead(200, waveHeaders).end(stream);
  });
  assert.equal((await retort("tunnel", "--server", url, "-o", join(at, "run.bin"))).status, 0);
  assert.deepEqual(await readdir(at), ["run.bin"]);
  assert((await readFile(join(at, "run.bin"))).equals(stream));
});

test("a folder that is not there is a sentence", async () => {
  const path = join(tmpdir(), "no-such-folder", "run.npz");
  const { status, stderr } = await retort("tunnel", "--server", "http://127.0.0.1:9", "-o", path);
  assert.equal(status, 1);
  assert.equal(stderr, `${path} cannot be written: no such file or directory.\n`);
});

test("a server that is busy is a sentence, and says when to ask again", async (t) => {
  const url = await standIn(t, (_request, response) => {
    response
      .writeHead(503, { "content-type": "application/problem+json", "retry-after": "3" })
      .end(JSON.stringify({ title: "Busy", detail: "Eight simulations run.", errors: [] }));
  });
  const { status, stderr } = await retort("tunnel", "--server", url);
  assert.deepEqual([status, stderr], [1, "Eight simulations run.\nAsk again in 3 s.\n"]);
});

test("without a server it is one itself: NumPy opens the file, and |ψ|² sums to 1", {
  skip: withoutNumpy,
}, async (t) => {
  const at = await newFolder(t);
  const words = ["--N", "400", "--max-frames", "20", "--barrier-height", "500"];
  for (const file of ["run.npz", "run.bin"]) {
    const { status, stderr } = await retort("tunnel", ...words, "--out", join(at, file));
    assert.deepEqual([status, stderr.slice(0, 6)], [0, "Wrote "], stderr);
  }
  const found = askPython(
    `
import json, sys
import numpy as np
with np.load(sys.argv[1] + "/run.npz") as z:
    x, t, psi = z["x"], z["t"], z["psi"]
    request = json.loads(z["request"].item())
    height = z["potential"].max()
raw = np.fromfile(sys.argv[1] + "/run.bin", "<u4", 2)
wave = np.fromfile(sys.argv[1] + "/run.bin", "<f4", offset=8)[raw[1]:].reshape(raw[0], 2, raw[1])
norms = (abs(psi.astype(complex)) ** 2).sum(1) * 13 / 400
print(json.dumps({
    "shapes": [x.shape, t.shape, psi.shape], "dtype": psi.dtype.str,
    "norm": bool(abs(norms - 1).max() < 1e-5),
    "moves": bool(abs(psi[0] - psi[-1]).max() > 0.1),
    "same": bool((wave[:, 0] == psi.real).all() and (wave[:, 1] == psi.imag).all()),
    "times": [t[0], t[1]], "height": height, "asked": [request["N"], request["barrier_height"]]}))`,
    [at],
  );
  assert.deepEqual(found, {
    shapes: [[399], [20], [20, 399]],
    dtype: "<c8",
    norm: true,
    moves: true,
    same: true,
    times: [0, 0.1],
    height: 500,
    asked: [400, 500],
  });
});

test("a terminal gets a progress bar, and no binary data", { skip: withoutNumpy }, async (t) => {
  const refused = onTerminal("tunnel");
  const says =
    "--out: a terminal shows no numbers: give a FILE.npz or FILE.bin, or pipe the output";
  assert.deepEqual(refused, { status: 2, shown: `${says}\r\n` });

  const out = join(await newFolder(t), "run.bin");
  const { status, shown } = onTerminal("tunnel", "--N", "100", "--out", out);
  assert.equal(status, 0);
  assert.match(shown, /% · .* of 396\.4 kB · \d+ of 500 frames/);
  assert(shown.includes("\r\x1b[KWrote 396,404 bytes to "), shown);
});
