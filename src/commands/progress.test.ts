import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBytes, formatSeconds, progressLine, withNotice, withProgress } from "./progress.ts";

const whole = { bytes: 4_000_004, frames: 500 };

test("the line says how much of how much, and how long still", () => {
  assert.equal(
    progressLine(1_000_001, whole, 0.5),
    `${"█".repeat(6)}${"░".repeat(18)} 25 % · 1.0 MB of 4.0 MB · 125 of 500 frames · 1.50 s left`,
  );
  assert.match(
    progressLine(4_000_004, whole, 2),
    /^█{24} 100 % .* 500 of 500 frames · 0.00 s left$/,
  );
});

test("before the first byte nobody knows how long it takes", () => {
  assert.match(progressLine(0, whole, 3), /^░{24} 0 % · 0 bytes of 4.0 MB · 0 of 500 frames$/);
});

test("without the answer's length the line counts what came", () => {
  assert.equal(progressLine(1_234_567, {}, 1), "1.2 MB");
});

test("bytes pass unchanged, drawn within the terminal's width, and the line is gone after", async () => {
  const chunks = [Uint8Array.of(1, 2), Uint8Array.of(3)];
  const drawn: string[] = [];
  const terminal = { columns: 20, write: (text: string) => drawn.push(text) };
  const source = (async function* () {
    yield* chunks;
  })();
  const passed = await Array.fromAsync(withProgress(source, { bytes: 3 }, terminal));
  assert.deepEqual(passed, chunks);
  assert.equal(drawn[0], `\r${progressLine(2, { bytes: 3 }, 0).slice(0, 19)}\x1b[K`);
  assert.equal(drawn.at(-1), "\r\x1b[K");
});

test("the line is gone when the bytes end in an error, too", async () => {
  const drawn: string[] = [];
  const terminal = { columns: 80, write: (text: string) => drawn.push(text) };
  const source = (async function* () {
    yield Uint8Array.of(1);
    throw new Error("gone");
  })();
  await assert.rejects(Array.fromAsync(withProgress(source, { bytes: 3 }, terminal)), /gone/);
  assert.equal(drawn.at(-1), "\r\x1b[K");
});

test("a notice stands while it is waited, and is gone after, whatever came of it", async () => {
  const drawn: string[] = [];
  const terminal = { columns: 80, write: (text: string) => drawn.push(text) };
  assert.equal(await withNotice(Promise.resolve(7), "Solving", terminal), 7);
  await assert.rejects(withNotice(Promise.reject(new Error("no")), "Solving", terminal), /no/);
  assert.deepEqual(drawn, ["Solving", "\r\x1b[K", "Solving", "\r\x1b[K"]);
});

test("numbers are as long as they need to be", () => {
  assert.deepEqual([0, 999, 1000, 4_000_004, 5e12].map(formatBytes), [
    "0 bytes",
    "999 bytes",
    "1.0 kB",
    "4.0 MB",
    "5.0 TB",
  ]);
  assert.deepEqual([0.421, 12.4, 59.7, 185].map(formatSeconds), [
    "0.42 s",
    "12 s",
    "1 min 0 s",
    "3 min 5 s",
  ]);
});
