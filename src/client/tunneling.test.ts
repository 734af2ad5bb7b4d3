import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { encodeWaveHead } from "#src/arrays/wave.ts";
import {
  ConnectionError,
  ProblemError,
  simulateTunneling,
  simulateTunnelingNpz,
  simulateTunnelingRaw,
  WaveFormatError,
} from "./index.ts";

/** A server that answers every request with `answer`; its address. It ends with the test. */
async function serve(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Two frames of two points: 8 + 8 + 2·16 bytes. */
const head = encodeWaveHead([-1, 1], 2);
const frames = new Uint8Array(Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]).buffer);
const waveHeaders = {
  "content-type": "application/octet-stream",
  "content-length": "48",
  "x-frame-interval": "0.004",
};

/** What `promise` was rejected with, and that it was not slow to say so. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([
    promise.then(
      () => assert.fail("resolved"),
      (error: unknown) => error,
    ),
    delay(5000, "nothing happened", { ref: false }),
  ]);
}

test("a request goes out as JSON and its frames come in, with their times", async (t) => {
  let asked: { method?: string; url?: string; type?: string; body?: unknown } = {};
  const baseUrl = await serve(t, async (request, response) => {
    const body = await Array.fromAsync(request);
    asked = {
      method: request.method!,
      url: request.url!,
      type: request.headers["content-type"]!,
      body: JSON.parse(Buffer.concat(body).toString()),
    };
    response.writeHead(200, waveHeaders).end(Buffer.concat([head, frames]));
  });
  const wave = await simulateTunneling({ momentum: 30, N: 3 }, { baseUrl });
  assert.deepEqual(asked, {
    method: "POST",
    url: "/api/quantum-tunneling",
    type: "application/json",
    body: { momentum: 30, N: 3 },
  });
  const seen = await Array.fromAsync(wave, (f) => [f.time, ...f.real, ...f.imag]);
  assert.deepEqual(seen, [
    [0, 1, 2, 3, 4],
    [0.004, 5, 6, 7, 8],
  ]);
});

test("a server under a path of its host is found there", async (t) => {
  const urls: (string | undefined)[] = [];
  const baseUrl = await serve(t, (request, response) => {
    urls.push(request.url);
    response.writeHead(200, waveHeaders).end(Buffer.concat([head, frames]));
  });
  for (const base of [`${baseUrl}/retort`, new URL(`${baseUrl}/retort/`)]) {
    await Array.fromAsync(await simulateTunneling({}, { baseUrl: base }));
  }
  assert.deepEqual(urls, Array(2).fill("/retort/api/quantum-tunneling"));
});

test("outside a browser the server's address is asked for", async () => {
  await assert.rejects(simulateTunneling({}), /baseUrl is missing/);
});

test("the grid is there before the first frame is computed", async (t) => {
  let finish = () => {};
  const baseUrl = await serve(t, (_, response) => {
    response.writeHead(200, waveHeaders).write(head);
    finish = () => response.end(frames);
  });
  const wave = await simulateTunneling({}, { baseUrl });
  assert.deepEqual([...wave.x, wave.arrived], [-1, 1, 0]);
  finish();
  assert.equal((await Array.fromAsync(wave)).length, 2);
});

test("a problem document becomes a ProblemError with every field", async (t) => {
  const errors = [
    { path: "N", message: "too many" },
    { path: "sigma", message: "too narrow" },
  ];
  const baseUrl = await serve(t, (_, response) => {
    response
      .writeHead(422, { "content-type": "application/problem+json" })
      .end(
        JSON.stringify({ title: "Bad request", detail: "Two fields.", errors, request_id: "r-7" }),
      );
  });
  const error = await rejection(simulateTunneling({}, { baseUrl }));
  assert(error instanceof ProblemError);
  const { status, title, message, requestId, retryAfter } = error;
  assert.deepEqual(
    { status, title, message, errors: error.errors, requestId, retryAfter },
    {
      status: 422,
      title: "Bad request",
      message: "Two fields.",
      errors,
      requestId: "r-7",
      retryAfter: undefined,
    },
  );
});

test("Retry-After is seconds, whether it came as a number or as a date", async (t) => {
  let retryAfter = "7";
  const baseUrl = await serve(t, (_, response) => {
    response.writeHead(503, { "retry-after": retryAfter }).end("{}");
  });
  const ask = async () => {
    const error = await rejection(simulateTunneling({}, { baseUrl }));
    assert(error instanceof ProblemError);
    return error.retryAfter;
  };
  assert.equal(await ask(), 7);
  retryAfter = new Date(Date.now() + 60_000).toUTCString();
  const seconds = await ask();
  assert(seconds !== undefined && seconds > 50 && seconds <= 60, `${seconds}`);
  retryAfter = "soon";
  assert.equal(await ask(), undefined);
});

for (const [name, body] of [
  ["a proxy's page", "<html>Bad gateway</html>"],
  ["null", "null"],
  ["fields of other types", '{"title": 3, "detail": [], "errors": [{"path": 1}, null]}'],
  ["nothing", ""],
] as const) {
  test(`an error answer with ${name} for a body is told by its status`, async (t) => {
    const baseUrl = await serve(t, (_, response) => void response.writeHead(502).end(body));
    const error = await rejection(simulateTunneling({}, { baseUrl }));
    assert(error instanceof ProblemError);
    assert.equal(error.message, "The server answered 502 Bad Gateway.");
    assert.deepEqual(error.errors, []);
  });
}

test("no server is a ConnectionError that names where it was looked for", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const error = await rejection(simulateTunneling({}, { baseUrl: `http://127.0.0.1:${port}` }));
  assert(error instanceof ConnectionError);
  assert.match(error.message, new RegExp(`127\\.0\\.0\\.1:${port} cannot be reached`));
  assert(error.cause instanceof Error);
});

test("another server's page is no wave", async (t) => {
  const baseUrl = await serve(t, (_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<h1>hello</h1>");
  });
  const error = await rejection(simulateTunneling({}, { baseUrl }));
  assert(error instanceof ConnectionError);
  assert.match(error.message, /text\/html in place of application\/octet-stream/);
});

test("an answer that does not say the time between frames is refused", async (t) => {
  const { "x-frame-interval": _, ...headers } = waveHeaders;
  const baseUrl = await serve(t, (_, response) => {
    response.writeHead(200, headers).end(Buffer.concat([head, frames]));
  });
  assert((await rejection(simulateTunneling({}, { baseUrl }))) instanceof WaveFormatError);
});

for (const [name, sent] of [
  ["before the header", 3],
  ["in the grid", 12],
] as const) {
  test(`a server gone ${name} is a ConnectionError`, async (t) => {
    const baseUrl = await serve(t, (_, response) => {
      response.writeHead(200, waveHeaders).write(head.subarray(0, sent), () => response.destroy());
    });
    assert((await rejection(simulateTunneling({}, { baseUrl }))) instanceof ConnectionError);
  });
}

test("a server gone among the frames leaves those that came, and a ConnectionError", async (t) => {
  const baseUrl = await serve(t, (_, response) => {
    response.writeHead(200, waveHeaders).write(head);
    response.write(frames.subarray(0, 20), () => setTimeout(() => response.destroy(), 20));
  });
  const wave = await simulateTunneling({}, { baseUrl });
  assert((await rejection(Array.fromAsync(wave))) instanceof ConnectionError);
  assert.deepEqual([wave.arrived, ...wave.frame(0).imag], [1, 3, 4]);
});

test("abort rejects with the AbortError: before the request, before the answer, and in it", async (t) => {
  const baseUrl = await serve(t, (request, response) => {
    if (request.url === "/silent/api/quantum-tunneling") return;
    response.writeHead(200, waveHeaders).write(head);
    response.write(frames.subarray(0, 20));
  });
  const isAbort = (error: unknown) =>
    assert(error instanceof DOMException && error.name === "AbortError", String(error));

  isAbort(await rejection(simulateTunneling({}, { baseUrl, signal: AbortSignal.abort() })));

  const early = new AbortController();
  setTimeout(() => early.abort(), 20);
  const silent = { baseUrl: `${baseUrl}/silent`, signal: early.signal };
  isAbort(await rejection(simulateTunneling({}, silent)));

  const late = new AbortController();
  const wave = await simulateTunneling({}, { baseUrl, signal: late.signal });
  const consumers = [rejection(Array.fromAsync(wave)), rejection(Array.fromAsync(wave))];
  await wave[Symbol.asyncIterator]().next();
  late.abort();
  for (const error of await Promise.all(consumers)) isAbort(error);
  isAbort(await rejection(wave[Symbol.asyncIterator]().next()));
});

test("abort tells the server: its connection closes", async (t) => {
  const closed = Promise.withResolvers<string>();
  const baseUrl = await serve(t, (_, response) => {
    response.on("close", () => closed.resolve("closed"));
    response.writeHead(200, waveHeaders).write(head);
  });
  const abort = new AbortController();
  await simulateTunneling({}, { baseUrl, signal: abort.signal });
  abort.abort();
  assert.equal(await Promise.race([closed.promise, delay(5000, "open", { ref: false })]), "closed");
});

test("a wave that came whole stays whole after an abort", async (t) => {
  const baseUrl = await serve(t, (_, response) => {
    response.writeHead(200, waveHeaders).end(Buffer.concat([head, frames]));
  });
  const abort = new AbortController();
  const wave = await simulateTunneling({}, { baseUrl, signal: abort.signal });
  await Array.fromAsync(wave);
  abort.abort();
  assert.equal((await Array.fromAsync(wave)).length, 2);
});

test("the signal's own reason is what a timeout rejects with", async (t) => {
  const baseUrl = await serve(t, () => {});
  const signal = AbortSignal.timeout(20);
  assert.equal(
    ((await rejection(simulateTunneling({}, { baseUrl, signal }))) as Error).name,
    "TimeoutError",
  );
});

test("an NPZ comes as its bytes, with their number", async (t) => {
  const baseUrl = await serve(t, (request, response) => {
    assert.match(request.headers.accept!, /^application\/x-npz/);
    response.writeHead(200, { "content-type": "application/x-npz", "content-length": 5 });
    response.end("hello");
  });
  const { body, byteLength } = await simulateTunnelingNpz({}, { baseUrl });
  assert.equal(byteLength, 5);
  assert.equal(await new Response(body).text(), "hello");
});

test("bytes that end too early are a ConnectionError", async (t) => {
  const baseUrl = await serve(t, (_, response) => {
    response.writeHead(200, waveHeaders).write(head);
    setTimeout(() => response.destroy(), 20);
  });
  const { body } = await simulateTunnelingRaw({}, { baseUrl });
  assert((await rejection(new Response(body).bytes())) instanceof ConnectionError);
});

test("bytes no longer wanted stop the server", async (t) => {
  const closed = Promise.withResolvers<string>();
  const baseUrl = await serve(t, (_, response) => {
    response.on("close", () => closed.resolve("closed"));
    response.writeHead(200, waveHeaders).write(head);
  });
  const { body } = await simulateTunnelingRaw({}, { baseUrl });
  await body.cancel();
  assert.equal(await Promise.race([closed.promise, delay(5000, "open", { ref: false })]), "closed");
});
