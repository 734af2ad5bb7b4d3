/** The client and the server, as they are, over HTTP. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ProblemError, simulateTunneling } from "#src/client/index.ts";
import { readConfig } from "#src/server/config.ts";
import { type RunningServer, startServer } from "#src/server/serve.ts";

let server: RunningServer;
before(async () => {
  server = await startServer(readConfig({ PORT: "0", LOG_LEVEL: "silent" }));
});
after(() => server.close());

test("the default question is 500 frames of 999 points, each of norm 1", async () => {
  const wave = await simulateTunneling({}, { baseUrl: server.url });
  const { frameCount, gridSize, frameInterval } = wave;
  assert.deepEqual(
    { frameCount, gridSize, frameInterval },
    {
      frameCount: 500,
      gridSize: 999,
      frameInterval: 0.004,
    },
  );
  assert.deepEqual([wave.x[0], wave.x[499], wave.x[998]], [-6.487, 0, 6.487].map(Math.fround));
  let frames = 0;
  for await (const { index, time, real, imag } of wave) {
    assert.deepEqual([index, time], [frames, frames * 0.004]);
    const norm = real.reduce((sum, re, i) => sum + (re * re + imag[i]! * imag[i]!) * 0.013, 0);
    assert(Math.abs(norm - 1) < 1e-5, `frame ${index}: ${norm}`);
    frames++;
  }
  assert.equal(frames, 500);
});

test("every field refused is named, with the server's name for the request", async () => {
  const question = { sigma: -1, x0: 99, momentum: 1e70 };
  const error = await simulateTunneling(question, { baseUrl: server.url }).catch((e: unknown) => e);
  assert(error instanceof ProblemError);
  assert.equal(error.status, 422);
  assert.deepEqual(error.errors.map(({ path }) => path).sort(), ["momentum", "sigma", "x0"]);
  assert(error.requestId);
});

test("questions given up leave room for others", async () => {
  for (let i = 0; i < 20; i++) {
    const abort = new AbortController();
    const options = { baseUrl: server.url, signal: abort.signal };
    const wave = await simulateTunneling({ max_frames: 100_000, t_max: 50 }, options);
    abort.abort();
    await assert.rejects(Array.fromAsync(wave), { name: "AbortError" });
  }
  const wave = await simulateTunneling({ N: 100, max_frames: 1 }, { baseUrl: server.url });
  assert.equal((await Array.fromAsync(wave)).length, 1);
});
