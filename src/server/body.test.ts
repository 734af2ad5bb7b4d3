/** Bodies that are refused before they have come whole, over real connections. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { newApp } from "#test/support/app.ts";

const MB = 1e6;
const json = "Content-Type: application/json";

/** The address of an application that takes bodies of up to 2048 bytes. */
async function listening(t: TestContext): Promise<URL> {
  const app = await newApp(t, { LIMIT_BODY_BYTES: "2048" });
  app.post("/body", ({ body }) => ({ body }));
  return new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
}

/** A client that has sent the head of a request, and what went wrong with its connection since. */
async function client(t: TestContext, { port }: URL, ...lines: string[]) {
  const socket = connect({ port: Number(port), host: "127.0.0.1", noDelay: true });
  t.after(() => socket.destroy());
  const failed: NodeJS.ErrnoException[] = [];
  socket.on("error", (error) => failed.push(error));
  await once(socket, "connect");
  socket.write(["POST /body HTTP/1.1", "Host: x", ...lines, "", ""].join("\r\n"));
  return { socket, failed };
}

for (const [head, status] of [
  ["Connection: keep-alive", 413],
  ["Connection: close\r\nContent-Encoding: gzip", 415],
] as const) {
  test(`who sends all of a long body before reading has its answer: ${status}`, async (t) => {
    const url = await listening(t);
    const length = `Content-Length: ${17 * MB}`;
    const { socket, failed } = await client(t, url, json, head, length);
    // It is answered, and a connection that is closed too early is closed by now.
    await once(socket.pause(), "readable");
    for (let sent = 0; sent < 17; sent += 1) {
      await new Promise<unknown>((resolve) => socket.write(Buffer.alloc(MB, " "), resolve));
      await turn();
    }
    const answer = Buffer.concat(await Array.fromAsync(socket)).toString();
    assert.deepEqual(failed, []);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    assert.match(answer, /^content-type: application\/problem\+json\r$/im);
    assert.equal(JSON.parse(answer.split("\r\n\r\n")[1]!).status, status);
  });
}

test("fetch is told that 17 MB are too long", async (t) => {
  const url = new URL("/body", await listening(t));
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: "x".repeat(17 * MB) });
  assert.equal(answer.status, 413);
  assert.equal((await answer.json()).detail, "The body is longer than 2048 bytes.");
});

test("a body without end is not taken for ever", async (t) => {
  const url = await listening(t);
  const { socket } = await client(t, url, json, "Transfer-Encoding: chunked");
  const piece = Buffer.concat([
    Buffer.from("f4240\r\n"),
    Buffer.alloc(MB, " "),
    Buffer.from("\r\n"),
  ]);
  let sent = 0;
  socket.resume();
  while (!socket.destroyed && sent < 200) {
    await new Promise<unknown>((resolve) => socket.write(piece, resolve));
    await turn();
    sent += 1;
  }
  assert(sent > 64 && sent < 200, `${sent} MB were taken`);
});

test("the rest of a body that does not come is not waited for", async (t) => {
  const url = await listening(t);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { socket } = await client(t, url, json, "Content-Length: 5000");
  const [answer] = await once(socket, "data");
  assert.match(String(answer), /^HTTP\/1.1 413 /);
  const closed = once(socket, "close");
  t.mock.timers.tick(10_000);
  await closed;
});
