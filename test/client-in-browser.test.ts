/** The client in a browser: the same files, their types stripped, as they are imported in Node. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { encodeWaveHead } from "#src/arrays/wave.ts";
import type * as Client from "#src/client/index.ts";
import { startChromium, withoutChromium } from "#test/support/chromium.ts";

const page = `<!doctype html><script type="importmap">{"imports": {"#src/": "/src/"}}</script>
<script type="module">globalThis.client = await import("#src/client/index.ts");</script>`;
const root = join(import.meta.dirname, "..");
const head = encodeWaveHead([-1, 1], 2);
const frames = new Uint8Array(Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]).buffer);
const waveHeaders = {
  "content-type": "application/octet-stream",
  "content-length": "48",
  "x-frame-interval": "0.5",
};

/** What the API does, set by each test. */
let answer: (response: ServerResponse) => void = () => {};
const server = createServer(async (request, response) => {
  if (request.method === "POST") return answer(response);
  if (request.url === "/") return response.setHeader("content-type", "text/html").end(page);
  if (!request.url?.startsWith("/src/")) return response.writeHead(404).end();
  const text = await readFile(join(root, request.url), "utf8");
  response.setHeader("content-type", "text/javascript").end(stripTypeScriptTypes(text));
});

declare const client: typeof Client;
let browser: Browser;
let tab: Page;

if (!withoutChromium) {
  before(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    browser = await startChromium();
    tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await tab.waitForFunction(() => "client" in globalThis);
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });
}

const inBrowser = { skip: withoutChromium };

test("frames are seen as they arrive, from the page's own server", inBrowser, async () => {
  let sendTheRest = () => {};
  answer = (response) => {
    response.writeHead(200, waveHeaders).write(head);
    response.write(frames.subarray(0, 16));
    sendTheRest = () => response.end(frames.subarray(16));
  };
  const begun = await tab.evaluateHandle(async () => {
    const wave = await client.simulateTunneling({ momentum: 30 });
    const first = (await wave[Symbol.asyncIterator]().next()).value!;
    return { wave, seen: [...wave.x, wave.arrived, ...first.real, ...first.imag] };
  });
  assert.deepEqual(await begun.evaluate(({ seen }) => seen), [-1, 1, 1, 1, 2, 3, 4]);
  sendTheRest();
  const all = await begun.evaluate(({ wave }) =>
    Array.fromAsync(wave, ({ time, real, imag }) => [time, ...real, ...imag]),
  );
  assert.deepEqual(all, [
    [0, 1, 2, 3, 4],
    [0.5, 5, 6, 7, 8],
  ]);
});

/** The name of what the page's request is rejected with, after the frames that came. */
function rejection(abortAfter?: number): Promise<string> {
  return tab.evaluate(async (milliseconds) => {
    const abort = new AbortController();
    if (milliseconds !== undefined) setTimeout(() => abort.abort(), milliseconds);
    try {
      const wave = await client.simulateTunneling({}, { signal: abort.signal });
      for await (const _ of wave);
      return "nothing";
    } catch (error) {
      return (error as Error).name;
    }
  }, abortAfter);
}

test("a server gone in mid-answer is a ConnectionError", inBrowser, async () => {
  answer = (response) => {
    response.writeHead(200, waveHeaders).write(head);
    response.write(frames.subarray(0, 20), () => setTimeout(() => response.destroy(), 50));
  };
  assert.equal(await rejection(), "ConnectionError");
});

test("a server that hangs up at once is a ConnectionError", inBrowser, async () => {
  answer = (response) => response.destroy();
  assert.equal(await rejection(), "ConnectionError");
});

test("a refusal is a ProblemError with its fields", inBrowser, async () => {
  const errors = [{ path: "sigma", message: "too narrow" }];
  answer = (response) => {
    response
      .writeHead(422, { "content-type": "application/problem+json", "retry-after": "2" })
      .end(JSON.stringify({ title: "Bad request", detail: "One field.", errors }));
  };
  const seen = await tab.evaluate(async () => {
    const error = await client.simulateTunneling({}).catch((error: unknown) => error);
    if (!(error instanceof client.ProblemError)) throw error;
    return { message: error.message, errors: error.errors, retryAfter: error.retryAfter };
  });
  assert.deepEqual(seen, { message: "One field.", errors, retryAfter: 2 });
});

test("abort in mid-answer is an AbortError", inBrowser, async () => {
  answer = (response) => void response.writeHead(200, waveHeaders).write(head);
  assert.equal(await rejection(50), "AbortError");
});

test("an NPZ becomes a blob", inBrowser, async () => {
  answer = (response) => {
    response.writeHead(200, { "content-type": "application/x-npz" }).end("hello");
  };
  const text = await tab.evaluate(async () => {
    const { body } = await client.simulateTunnelingNpz({});
    return (await new Response(body).blob()).text();
  });
  assert.equal(text, "hello");
});
