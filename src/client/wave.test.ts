import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { encodeWaveHead, WaveFormatError, waveBytes } from "#src/arrays/wave.ts";
import type { Answer } from "./answer.ts";
import { ConnectionError } from "./problem.ts";
import { receiveWave, type Wave, type WaveFrame } from "./wave.ts";

/** A stream whose value at place i of the frames is i, and whose grid is 0.5, 1.5, … */
function sample(frameCount: number, gridSize: number): Uint8Array<ArrayBuffer> {
  const stream = new Uint8Array(waveBytes({ frameCount, gridSize }));
  const head = encodeWaveHead(
    Array.from({ length: gridSize }, (_, i) => i + 0.5),
    frameCount,
  );
  stream.set(head);
  new Float32Array(stream.buffer, head.length).forEach((_, i, psi) => {
    psi[i] = i;
  });
  return stream;
}

/** An answer that gives `chunks` one by one, and then ends, or fails with `failure`. */
function answer(chunks: readonly Uint8Array[], byteLength?: number, failure?: Error): Answer {
  const queue = [...chunks];
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const chunk = queue.shift();
      if (chunk) controller.enqueue(new Uint8Array(chunk));
      else if (failure) controller.error(failure);
      else controller.close();
    },
  });
  return { headers: new Headers(), body, ...(byteLength === undefined ? {} : { byteLength }) };
}

/** An answer whose chunks come when the test says so. */
function staged() {
  let controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(c) {
      controller = c;
    },
  });
  return { answer: { headers: new Headers(), body } satisfies Answer, controller };
}

const pieces = (bytes: Uint8Array, cuts: readonly number[]) => {
  const ends = [...cuts].sort((a, b) => a - b).concat(bytes.length);
  return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
};

const collect = (wave: Wave): Promise<WaveFrame[]> => Array.fromAsync(wave);

function isWhole(frames: readonly WaveFrame[], wave: Wave): void {
  assert.equal(frames.length, wave.frameCount);
  assert.deepEqual(
    [...wave.x],
    Array.from({ length: wave.gridSize }, (_, i) => i + 0.5),
  );
  const values = frames.flatMap(({ real, imag }) => [...real, ...imag]);
  assert.deepEqual(
    values,
    values.map((_, i) => i),
  );
  assert.deepEqual(
    frames.map(({ index, time }) => [index, time]),
    frames.map((_, i) => [i, i * 0.25]),
  );
}

test("a stream cut at any one byte is the same wave", async () => {
  const bytes = sample(3, 2);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const wave = await receiveWave(answer(pieces(bytes, [cut]), bytes.length), 0.25);
    isWhole(await collect(wave), wave);
  }
});

test("a stream cut anywhere, any number of times, is the same wave", async () => {
  const cutStream = fc.record({
    frames: fc.integer({ min: 1, max: 6 }),
    grid: fc.integer({ min: 1, max: 5 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }),
    stated: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(cutStream, async ({ frames, grid, cuts, stated }) => {
      const bytes = sample(frames, grid);
      const at = cuts.map((cut) => Math.round(cut * bytes.length));
      const wave = await receiveWave(
        answer(pieces(bytes, at), stated ? bytes.length : undefined),
        0.25,
      );
      isWhole(await collect(wave), wave);
    }),
  );
});

test("a stream that ends early, at any byte, is a lost connection after the frames that came", async () => {
  const bytes = sample(3, 2);
  for (let end = 0; end < bytes.length; end++) {
    const seen: WaveFrame[] = [];
    await assert.rejects(async () => {
      for await (const frame of await receiveWave(answer([bytes.subarray(0, end)]), 1)) {
        seen.push(frame);
      }
    }, ConnectionError);
    assert.equal(seen.length, Math.max(0, Math.floor((end - 16) / 16)));
  }
});

test("a failure of the stream reaches every consumer, those that come later too", async () => {
  const bytes = sample(4, 2);
  const gone = new ConnectionError("gone");
  const wave = await receiveWave(answer([bytes.subarray(0, 40)], bytes.length, gone), 1);
  const outcomes = await Promise.allSettled([collect(wave), collect(wave)]);
  outcomes.push(...(await Promise.allSettled([collect(wave)])));
  assert.deepEqual(outcomes, Array(3).fill({ status: "rejected", reason: gone }));
  assert.equal(wave.arrived, 1);
});

test("frames are there as soon as their last byte is, and not before", async () => {
  const bytes = sample(3, 2);
  const { answer, controller } = staged();
  controller.enqueue(bytes.slice(0, 16));
  const wave = await receiveWave(answer, 0.25);
  assert.equal(wave.arrived, 0);
  assert.throws(() => wave.frame(0), /not arrived/);

  const frames = wave[Symbol.asyncIterator]();
  const first = frames.next();
  controller.enqueue(bytes.slice(16, 31));
  assert.equal(await Promise.race([first, turn("still waiting")]), "still waiting");
  controller.enqueue(bytes.slice(31, 48));
  assert.deepEqual([...(await first).value!.imag], [2, 3]);
  assert.equal(wave.arrived, 2);
  assert.throws(() => wave.frame(2), /not arrived/);
  for (const index of [3, -1, 0.5]) assert.throws(() => wave.frame(index), /no frame/);

  controller.enqueue(bytes.slice(48));
  controller.close();
  isWhole(await collect(wave), wave);
});

test("consumers that start at different times each see every frame", async () => {
  const bytes = sample(3, 2);
  const { answer, controller } = staged();
  controller.enqueue(bytes.slice(0, 20));
  const wave = await receiveWave(answer, 0.25);
  const early = collect(wave);
  controller.enqueue(bytes.slice(20, 50));
  await wave[Symbol.asyncIterator]().next();
  const middle = collect(wave);
  controller.enqueue(bytes.slice(50));
  controller.close();
  for (const frames of await Promise.all([early, middle, collect(wave)])) isWhole(frames, wave);
});

test("frames share one buffer with the grid: none is copied", async () => {
  const bytes = sample(3, 2);
  const wave = await receiveWave(answer(pieces(bytes, [9, 33])), 1);
  const buffers = (await collect(wave)).flatMap(({ real, imag }) => [real.buffer, imag.buffer]);
  assert.deepEqual(new Set(buffers), new Set([wave.x.buffer]));
  assert.equal(wave.x.buffer.byteLength, bytes.length);
});

test("a header that contradicts Content-Length is refused before memory is taken for it", async () => {
  const bytes = sample(3, 2);
  for (const stated of [bytes.length - 1, bytes.length + 1, 0]) {
    await assert.rejects(receiveWave(answer([bytes], stated), 1), (error) => {
      assert(error instanceof WaveFormatError);
      assert.match(error.message, /3 frames of 2 points, 64 bytes, but Content-Length is/);
      return true;
    });
  }
});

test("a header that announces more than memory holds is refused", async () => {
  const header = new Uint8Array(new Uint32Array([2 ** 20, 2 ** 28]).buffer);
  await assert.rejects(receiveWave(answer([header]), 1), WaveFormatError);
});

test("bytes beyond what the header announces are refused", async () => {
  const bytes = sample(3, 2);
  const tooMany = new Uint8Array([...bytes.subarray(40), 0]);
  const wave = await receiveWave(answer([bytes.subarray(0, 40), tooMany]), 1);
  await assert.rejects(collect(wave), { name: "WaveFormatError", message: /after the 64 bytes/ });
});

test("a refused stream is told to stop", async () => {
  let reason: unknown;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(sample(3, 2)),
    cancel(why) {
      reason = why;
    },
  });
  await assert.rejects(receiveWave({ headers: new Headers(), body, byteLength: 9 }, 1));
  assert(reason instanceof WaveFormatError);
});
