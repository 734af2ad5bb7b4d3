import assert from "node:assert/strict";
import { test } from "node:test";
import { retryAfter } from "./retry-after.ts";

const now = Date.parse("2026-01-01T00:00:00Z");

const cases: [header: string | undefined, wait: number | undefined][] = [
  ["120", 120_000],
  ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
  ["Wed, 31 Dec 2025 23:59:59 GMT", undefined],
  ["0", undefined],
  ["-5", undefined],
  ["soon", undefined],
  [undefined, undefined],
];

for (const [header, wait] of cases) {
  test(`${header} says to wait ${wait ?? "no time"}`, () => {
    assert.equal(retryAfter(header, now), wait);
  });
}
