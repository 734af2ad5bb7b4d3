import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ConnectionError, ProblemError, type Wave, type WaveFrame } from "#src/client/index.ts";
import { Asking, type Progress } from "./asking.ts";
import { judge, type Question } from "./question.ts";
import type { Run } from "./run.ts";

const question = (momentum: number): Question => judge({ momentum }).question!;

/** A server whose answers come when the test says so. */
function stage(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked: { momentum: number; signal: AbortSignal; answer: PromiseWithResolvers<Wave> }[] = [];
  const shown: number[] = [];
  const said: Progress[] = [];
  const asking = new Asking(
    (request, { signal }) => {
      const answer = Promise.withResolvers<Wave>();
      asked.push({ momentum: request.momentum ?? Number.NaN, signal, answer });
      return answer.promise;
    },
    {
      progress: (progress) => said.push(progress),
      canShow: () => true,
      show: (run: Run) => shown.push(run.question.problem.momentum),
      grew: () => {},
    },
  );
  return { asked, shown, said, asking, tick: (ms: number) => t.mock.timers.tick(ms) };
}

const frame: WaveFrame = {
  index: 0,
  time: 0,
  real: new Float32Array(999),
  imag: new Float32Array(999),
};

/** A wave of one frame; `end` holds its end back. */
function wave(end: Promise<void> = Promise.resolve()): Wave {
  async function* frames() {
    yield frame;
    await end;
  }
  return { frameCount: 1, gridSize: 999, [Symbol.asyncIterator]: frames } as unknown as Wave;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("while a drag goes on, each answer is shown before the newest question is asked", async (t) => {
  const { asked, shown, asking } = stage(t);
  for (const momentum of [30, 31, 32]) asking.put(question(momentum));
  assert.deepEqual(
    asked.map((a) => a.momentum),
    [30],
  );
  asked[0]!.answer.resolve(wave(new Promise(() => {})));
  await settled();
  assert.deepEqual(shown, [30]);
  assert.deepEqual(
    asked.map((a) => a.momentum),
    [30, 32],
  );
  assert.equal(asked[0]!.signal.aborted, true);
});

test("an answer that takes too long is given up for the newer question", (t) => {
  const { asked, asking, tick } = stage(t);
  asking.put(question(30));
  asking.put(question(31));
  tick(249);
  assert.equal(asked.length, 1);
  tick(1);
  assert.equal(asked[0]!.signal.aborted, true);
  assert.equal(asked[1]!.momentum, 31);
});

test("a lost server is asked again until it is back", async (t) => {
  const { asked, shown, said, asking, tick } = stage(t);
  asking.put(question(30));
  asked[0]!.answer.reject(new ConnectionError("gone"));
  await settled();
  assert.deepEqual(said.at(-1), { state: "waiting", reason: "lost", message: "gone" });
  tick(500);
  asked[1]!.answer.reject(new ConnectionError("gone"));
  await settled();
  tick(999);
  assert.equal(asked.length, 2);
  tick(1);
  asked[2]!.answer.resolve(wave());
  await settled();
  assert.deepEqual(shown, [30]);
  assert.deepEqual(said.at(-1), { state: "complete" });
});

test("a busy server is asked again when it said", async (t) => {
  const { asked, said, asking, tick } = stage(t);
  asking.put(question(30));
  const details = { status: 503, title: "Busy", errors: [], retryAfter: 2 };
  asked[0]!.answer.reject(new ProblemError("full", details));
  await settled();
  assert.equal((said.at(-1) as { reason?: string }).reason, "busy");
  tick(1999);
  assert.equal(asked.length, 1);
  tick(1);
  assert.equal(asked.length, 2);
});

test("a refusal names its fields and is not asked again", async (t) => {
  const { asked, said, asking, tick } = stage(t);
  asking.put(question(30));
  const errors = [{ path: "N", message: "too many" }];
  asked[0]!.answer.reject(new ProblemError("refused", { status: 422, title: "Invalid", errors }));
  await settled();
  assert.deepEqual(said.at(-1), {
    state: "refused",
    message: "refused",
    errors: { N: "too many" },
  });
  tick(10_000);
  assert.equal(asked.length, 1);
});

test("a server that goes away in mid-answer leaves what came, and is asked again", async (t) => {
  const { asked, shown, said, asking, tick } = stage(t);
  asking.put(question(30));
  asked[0]!.answer.resolve(wave(Promise.reject(new ConnectionError("cut"))));
  await settled();
  assert.deepEqual(shown, [30]);
  assert.equal(said.at(-1)?.state, "waiting");
  tick(500);
  assert.equal(asked[1]!.momentum, 30);
});
