/** How a NIM is asked until it answers, and when it is asked no more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { nimBench, prepared, saying } from "#test/support/nim-bench.ts";
import { nimAnswer, startNim } from "#test/support/nim-server.ts";
import { sendJson } from "#test/support/stand-in.ts";
import { createNim } from "./nim.ts";

test("a NIM that is busy is asked again, three times in all", async (t) => {
  const { nim, predict } = await nimBench(t);
  nim.told.push(saying(503, { detail: "loading" }), saying(429, ""));
  assert.equal((await predict()).engine, "nim");
  nim.told.push(...Array.from({ length: 3 }, () => saying(503, { detail: "loading" })));
  await assert.rejects(predict(), { code: "nim_busy", message: /for now: loading\.$/ });
  assert.equal(nim.asked.length, 6);
});

test("a prediction that was accepted is asked for under its id", async (t) => {
  const nim = await startNim(t);
  const engine = createNim({ url: `${nim.url}/`, pause: 5, statusUrl: `${nim.url}/status/` });
  let first: unknown;
  nim.told.push(
    (response, body) => {
      first = body;
      response.writeHead(202, { "nvcf-reqid": "abc-1" }).end();
    },
    (response) => void response.writeHead(202).end(),
    (response) => sendJson(response, 200, nimAnswer(first)),
  );
  const found = await engine.predict(prepared(), { signal: t.signal, report() {} });
  assert.equal(found.affinity_pred_value, -1);
  assert.deepEqual(
    nim.asked.map(({ method, path }) => `${method} ${path}`),
    ["POST /biology/mit/boltz2/predict", "GET /status/abc-1", "GET /status/abc-1"],
  );
  assert.equal(nim.asked[0]?.headers.authorization, undefined, "there is no key");
});

test("whoever calls off is free at once, and the NIM sees it", async (t) => {
  const { nim, predict } = await nimBench(t);
  const control = new AbortController();
  const [asked, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  nim.told.push((response) => {
    response.on("close", () => left.resolve());
    asked.resolve();
  });
  const prediction = predict(prepared(), control.signal);
  await asked.promise;
  control.abort(new Error("Enough."));
  await assert.rejects(prediction, { message: "Enough." });
  await left.promise;
});

test("a NIM that never answers, and one that is not there, may be tried again", async (t) => {
  const { nim, predict } = await nimBench(t, { timeoutSeconds: 0.1 });
  nim.told.push(() => {});
  await assert.rejects(predict(), { code: "nim_away", retry: true, message: /within 0\.1 s/ });
  const nobody = createNim({ url: "http://127.0.0.1:9" });
  await assert.rejects(nobody.predict(prepared(), { signal: t.signal, report() {} }), {
    code: "nim_away",
    retry: true,
    message: /^The NIM 127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)\.$/,
  });
});
