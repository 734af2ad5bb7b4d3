import assert from "node:assert/strict";
import { once } from "node:events";
import { get } from "node:http";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { fastify } from "fastify";
import { readConfig } from "./config.ts";
import { identification, identifyUsers } from "./identity.ts";
import { createLog, RequestLog } from "./log.ts";

/** An app that answers at `/x`, and every line that it has logged. */
async function loggedApp(t: TestContext, level: string, answer: () => unknown = () => "") {
  const config = readConfig({ LOG_LEVEL: level });
  const written: string[] = [];
  const app = fastify({
    loggerInstance: createLog(config, { write: (line) => void written.push(line) }),
    logController: new RequestLog(),
  });
  t.after(() => app.close());
  identifyUsers(app, identification(config));
  app.get("/x", { config: { identity: "anyone" } }, answer);
  const lines = () => written.map((line) => JSON.parse(line));
  return { app, lines };
}

test("every request is one line, with its id and its user, without query and token", async (t) => {
  const { app, lines } = await loggedApp(t, "info");
  const headers = { authorization: "Bearer geheim" };
  await app.inject({ url: "/x?token=geheim", headers });
  const [line, ...more] = lines();
  assert.deepEqual(more, []);
  const { method, path, status, user, reqId } = line;
  assert.deepEqual([method, path, status], ["GET", "/x", 200]);
  assert.equal(user, "00000000-0000-4000-8000-000000000001");
  assert.equal(typeof reqId, "string");
  assert.doesNotMatch(JSON.stringify(line), /geheim/);
});

test("headers that are logged have no token", async (t) => {
  const { app, lines } = await loggedApp(t, "info");
  const headers = { authorization: "Bearer geheim" };
  app.log.warn({ headers, req: { headers } }, "something");
  assert.doesNotMatch(JSON.stringify(lines()), /geheim/);
});

test("a client that leaves in mid-answer is no matter for a warning", async (t) => {
  const endless = () =>
    Readable.from(
      (async function* () {
        for (;;) {
          yield "x".repeat(1000);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      })(),
    );
  const { app, lines } = await loggedApp(t, "debug", endless);
  const call = get(`${await app.listen({ port: 0 })}/x`);
  const [response] = await once(call, "response");
  await once(response, "data");
  call.destroy();
  const left = () => lines().find(({ msg }) => /client left/.test(msg));
  for (let tries = 0; tries < 200 && left() === undefined; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const [debug, info] = [20, 30];
  assert.equal(left()?.level, debug);
  assert(lines().every(({ level: seen }) => seen <= info));
});
