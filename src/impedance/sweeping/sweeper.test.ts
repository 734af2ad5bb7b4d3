import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sweepRequest } from "../request.ts";
import { toSweep } from "../to-sweep.ts";
import { createSweeper } from "./sweeper.ts";

const sweeper = createSweeper(2);

const sweepOf = (request: object) => toSweep(sweepRequest().parse(request));
const never = new AbortController().signal;

test("sweeps at the same time keep to themselves, and say how far they are", async () => {
  const requests = [{ grid_size: 4 }, { grid_size: 3, metric: "rmse" }, { grid_size: 5 }];
  const rank = async (request: object) => {
    const reports: number[] = [];
    await using run = await sweeper.start(sweepOf(request), never);
    const ranking = await run.rank((done) => reports.push(done));
    assert.equal(reports.at(-1), ranking.order.length);
    assert.deepEqual(
      reports,
      reports.toSorted((a, b) => a - b),
    );
    return ranking;
  };
  const together = await Promise.all(requests.map(rank));
  for (const [i, request] of requests.entries()) {
    const alone = await rank(request);
    assert.deepEqual(together[i], alone);
    const { resnorms, order } = alone;
    assert.deepEqual(
      order.toSorted(),
      Uint32Array.from(order, (_, index) => index),
    );
    for (let rank = 1; rank < order.length; rank++) {
      const [before, here] = [order[rank - 1]!, order[rank]!];
      const isTie = resnorms[before] === resnorms[here] && before < here;
      assert(resnorms[before]! < resnorms[here]! || isTie, `ranks ${rank - 1} and ${rank}`);
    }
  }
});

test("a sweep that is aborted ends at once, whatever it is at", async () => {
  const reason = new Error("enough");
  const ranking = new AbortController();
  // Minutes of work.
  const long = sweepOf({ grid_size: 25, n_frequencies: 1000 });
  await using first = await sweeper.start(long, ranking.signal);
  await assert.rejects(
    first.rank(() => ranking.abort(reason)),
    reason,
  );
  await assert.rejects(
    first.rank(() => {}),
    reason,
  );
  await assert.rejects(sweeper.start(long, ranking.signal), reason);

  const writing = new AbortController();
  await using second = await sweeper.start(sweepOf({ grid_size: 6 }), writing.signal);
  const { order } = await second.rank(() => {});
  const spectra = second.spectra(order, "full");
  await spectra.next();
  writing.abort(reason);
  await assert.rejects(async () => {
    for await (const _ of spectra);
  }, reason);
});

test("a reader that is slow, or leaves, has every spectrum in its place", async () => {
  const sweep = sweepOf({ grid_size: 6, n_frequencies: 100 });
  await using run = await sweeper.start(sweep, never);
  const { order } = await run.rank(() => {});
  const whole = Buffer.concat(await collected(run.spectra(order, "complex"), 0));
  assert.equal(whole.length, 6 ** 5 * 100 * 2 * 4);
  assert.deepEqual(Buffer.concat(await collected(run.spectra(order, "complex"), 5)), whole);
  for await (const chunk of run.spectra(order, "complex")) {
    assert.deepEqual(Buffer.from(chunk), whole.subarray(0, chunk.length));
    break;
  }
});

test("a sweep that is over has no threads any more: they are the next one's", async () => {
  const run = await sweeper.start(sweepOf({ grid_size: 3 }), never);
  const { resnorms } = await run.rank(() => {});
  await run[Symbol.asyncDispose]();
  await assert.rejects(
    run.rank(() => {}),
    /over/,
  );
  await using other = await sweeper.start(sweepOf({ grid_size: 3, metric: "rmse" }), never);
  assert.notDeepEqual((await other.rank(() => {})).resnorms, resnorms);
});

async function collected(chunks: AsyncIterable<Uint8Array>, pause: number): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) {
    all.push(Buffer.from(chunk));
    if (pause > 0) await sleep(pause);
  }
  return all;
}
