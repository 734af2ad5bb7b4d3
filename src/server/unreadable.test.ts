import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { newApp } from "#test/support/app.ts";

const rest = "Host: localhost\r\nConnection: close\r\n\r\n";

for (const [what, request, status] of [
  ["no HTTP", "Hello?\r\n\r\n", 400],
  ["headers without end", `GET / HTTP/1.1\r\nX: ${"y".repeat(20_000)}\r\n${rest}`, 431],
  ["an address that is none", `GET /%zz HTTP/1.1\r\n${rest}`, 400],
] as const) {
  test(`${what}: ${status} as a problem document`, async (t) => {
    const app = await newApp(t);
    const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(request);
    const answer = Buffer.concat(await Array.fromAsync(socket)).toString();
    const [head, body] = answer.split("\r\n\r\n") as [string, string];
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `));
    assert.match(head, /^content-type: application\/problem\+json$/im);
    const problem = JSON.parse(body);
    assert.equal(problem.status, status);
    assert.match(problem.detail, /^[A-Z'].*\.$/);
    assert.equal(problem.request_id, /^x-request-id: (.*)$/im.exec(head)![1]);
  });
}
