import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { test } from "node:test";
import { withServer } from "#test/support/asked-server.ts";
import { simulate } from "#test/support/simulate.ts";

const server = withServer({ WORKERS: "2", LIMIT_SIMULATIONS: "3" });
const { ask } = server;

const running = async () => {
  const health = await (await fetch(`${server.url}/health`)).json();
  return health.engines.tunneling.running as number;
};

/** Asks without reading the answer beyond its headers. */
async function askAndWait(body: unknown) {
  const call = httpRequest(`${server.url}/api/quantum-tunneling`, {
    method: "POST",
    headers: { "content-type": "application/json" },
  });
  call.end(JSON.stringify(body));
  const [response] = await once(call, "response");
  response.pause();
  return { call, response };
}

async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`${what} did not happen`);
}

test("the default request is 4,000,004 bytes with the contract's headers", async () => {
  const response = await ask({});
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/octet-stream");
  assert.equal(response.headers.get("content-length"), "4000004");
  assert.equal(response.headers.get("x-frames"), "500");
  assert.equal(response.headers.get("x-grid-size"), "999");
  assert.equal(response.headers.get("x-frame-interval"), "0.004");
  assert.equal(
    response.headers.get("x-format"),
    "header(uint32 frame_count, uint32 grid_size) + x[N](float32) + frames[psi_real[N], psi_imag[N]](float32)",
  );
  assert.match(response.headers.get("server-timing")!, /^solve;dur=[\d.]+, evolve;dur=[\d.]+/);

  const bytes = await response.arrayBuffer();
  assert.equal(bytes.byteLength, 4_000_004);
  assert.deepEqual([...new Uint32Array(bytes, 0, 2)], [500, 999]);
  const wave = simulate({});
  assert.deepEqual(new Float32Array(bytes, 8, 999), Float32Array.from(wave.x));
  for (const frame of [0, 62, 63, 64, 250, 499]) {
    const start = 8 + 4 * 999 + 8 * 999 * frame;
    const { real, imag } = wave.frame(frame);
    const got = [
      new Float32Array(bytes, start, 999),
      new Float32Array(bytes, start + 4 * 999, 999),
    ];
    for (let i = 0; i < 999; i++) {
      assert.ok(Math.abs(got[0]![i]! - real[i]!) < 1e-6);
      assert.ok(Math.abs(got[1]![i]! - imag[i]!) < 1e-6);
    }
  }
});

test("no body at all is the default request", async () => {
  const response = await fetch(`${server.url}/api/quantum-tunneling`, { method: "POST" });
  assert.equal(response.headers.get("content-length"), "4000004");
  await response.body!.cancel();
});

test("the headers are exposed to pages of other origins", async () => {
  const response = await ask({ N: 16 }, { origin: "https://example.org" });
  const exposed = response.headers.get("access-control-expose-headers")!.toLowerCase().split(", ");
  for (const name of ["x-frames", "x-grid-size", "x-format", "x-frame-interval", "server-timing"]) {
    assert.ok(exposed.includes(name), name);
  }
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
});

test("an address that is not there: 404 as a problem document", async () => {
  const response = await fetch(`${server.url}/api/nothing?secret=1`);
  assert.equal(response.status, 404);
  assert.equal((await response.json()).title, "Not Found");
});

for (const [accept, type] of [
  ["application/x-npz", "application/x-npz"],
  ["APPLICATION/X-NPZ; q=0.5, */*", "application/x-npz"],
  ["application/x-npz;q=0", "application/octet-stream"],
  ["*/*", "application/octet-stream"],
] as const) {
  test(`Accept: ${accept} gets ${type}`, async () => {
    const response = await ask({ N: 16 }, { accept });
    assert.equal(response.headers.get("content-type"), type);
    const bytes = await response.arrayBuffer();
    assert.equal(bytes.byteLength, Number(response.headers.get("content-length")));
  });
}

test("an answer not read is not computed: memory stays bounded by chunks", async () => {
  const before = process.memoryUsage().rss;
  const { call, response } = await askAndWait({
    N: 4000,
    num_time_steps: 12_000,
    max_frames: 12_000,
  });
  assert.equal(response.headers["content-length"], String(8 + 4 * 3999 + 8 * 3999 * 12_000));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const grown = process.memoryUsage().rss - before;
  assert.ok(grown < 150e6, `384 MB asked for, memory grew by ${grown}`);
  call.destroy();
  await eventually("the end of the simulation", async () => (await running()) === 0);
});

test("a client that goes away in mid-solve or mid-answer gives its place back", async () => {
  const gone = new AbortController();
  // A packet cut by the wall occupies the whole spectrum: seconds of solving.
  const solving = fetch(`${server.url}/api/quantum-tunneling`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ N: 5700, x0: -6.49 }),
    signal: gone.signal,
  });
  await eventually("a running simulation", async () => (await running()) === 1);
  gone.abort();
  await assert.rejects(solving, { name: "AbortError" });
  await eventually("the end of the simulation", async () => (await running()) === 0);
  // The thread is free at once: the next answer does not wait for the abandoned solve.
  assert.equal((await (await ask({ N: 16 })).arrayBuffer()).byteLength, 8 + 4 * 15 + 8 * 15 * 500);
});

test("beyond the simulations admitted: 503 with Retry-After, and room again afterwards", async () => {
  const big = { N: 4000, num_time_steps: 5000, max_frames: 5000 };
  const held = await Promise.all([askAndWait(big), askAndWait(big), askAndWait(big)]);
  const refused = await ask({ N: 16 });
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("retry-after"), "1");
  assert.equal(refused.headers.get("content-type"), "application/problem+json");
  await refused.body!.cancel();
  for (const { call } of held) call.destroy();
  await eventually("room", async () => (await running()) === 0);
  assert.equal((await ask({ N: 16 })).status, 200);
});

test("answers of simulations that run side by side do not mix", async () => {
  const requests = Array.from({ length: 24 }, (_, k) => ({ N: 200 + k, momentum: 10 + k }));
  for (let k = 0; k < requests.length; k += 3) {
    await Promise.all(
      requests.slice(k, k + 3).map(async (request) => {
        const bytes = await (await ask(request)).arrayBuffer();
        const wave = simulate(request);
        const { points } = wave.spectrum;
        const last = new Float32Array(bytes, 8 + 4 * points + 8 * points * 499, points);
        const expected = wave.frame(499).real;
        assert.ok(last.every((value, i) => Math.abs(value - expected[i]!) < 1e-6));
      }),
    );
  }
});

test("/health, /docs and /openapi.json are there, and the schema documents every field", async () => {
  assert.equal((await (await fetch(`${server.url}/health`)).json()).status, "healthy");
  assert.match(await (await fetch(`${server.url}/docs/`)).text(), /swagger/i);
  const api = await (await fetch(`${server.url}/openapi.json`)).json();
  assert.match(api.openapi, /^3\.1/);
  const post = api.paths["/api/quantum-tunneling"].post;
  const { properties } = post.requestBody.content["application/json"].schema;
  assert.equal(properties.N.default, 1000);
  assert.equal(properties.N.maximum, 10_000);
  assert.ok(Object.values<{ description?: string }>(properties).every((p) => p.description));
  assert.ok(post.responses["4XX"].content["application/problem+json"].schema.properties.errors);
  assert.deepEqual(Object.keys(post.responses["200"].content), [
    "application/octet-stream",
    "application/x-npz",
  ]);
});
