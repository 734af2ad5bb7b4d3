import assert from "node:assert/strict";
import { test } from "node:test";
import { newApp } from "#test/support/app.ts";

const tunneling = "/api/quantum-tunneling";
const page = "https://lab.example";

const preflight = (url: string, method: string, origin = page) => ({
  method: "OPTIONS" as const,
  url,
  headers: {
    origin,
    "access-control-request-method": method,
    "access-control-request-headers": "authorization",
  },
});

const allowed = "access-control-allow-origin";

test("by default only the stateless route answers pages of other origins", async (t) => {
  const app = await newApp(t);
  const open = await app.inject(preflight(tunneling, "POST"));
  assert.deepEqual([open.statusCode, open.headers[allowed]], [204, "*"]);
  for (const request of [
    { url: "/health", headers: { origin: page } },
    preflight("/health", "GET"),
    preflight(`/health?${tunneling}`, "GET"),
  ]) {
    assert.equal((await app.inject(request)).headers[allowed], undefined);
  }
});

test("origins that are listed may ask everything, others may not", async (t) => {
  const app = await newApp(t, { CORS_ORIGINS: `http://localhost:5173, ${page}` });
  const { headers } = await app.inject(preflight("/health", "DELETE"));
  assert.equal(headers[allowed], page);
  assert.match(String(headers["access-control-allow-methods"]), /DELETE/);
  assert.equal(headers["access-control-allow-headers"], "authorization");
  assert.match(String(headers.vary), /Origin/i);
  const other = await app.inject(preflight("/health", "GET", "https://lab.example.evil"));
  assert.equal(other.headers[allowed], undefined);
});

test("pages may read what they need to go on", async (t) => {
  const app = await newApp(t, { CORS_ORIGINS: "*" });
  const { headers } = await app.inject({ url: "/health", headers: { origin: page } });
  assert.equal(headers[allowed], "*");
  const exposed = String(headers["access-control-expose-headers"]).toLowerCase().split(", ");
  for (const name of ["location", "retry-after", "x-request-id"]) assert(exposed.includes(name));
});
