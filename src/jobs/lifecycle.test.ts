/** The states of a job, against a model: whatever holders do in whatever order. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Database } from "#src/storage/database.ts";
import { asUser, localUser } from "#src/storage/identity.ts";
import { onBothDatabases } from "#test/support/databases.ts";
import type { JobState } from "./job.ts";
import { claim, complete, fail, type Hold, putBack, report, saveCheckpoint } from "./lifecycle.ts";

const MAX_ATTEMPTS = 3;

/** What a job's row is to be. */
interface Model {
  state: JobState;
  attempt: number;
  failures: number;
  delivery: string;
  worker: string | undefined;
  checkpoint: number | null;
}

/** A step that somebody tries; holders are numbered by their attempt, which may be long over. */
type Step =
  | {
      readonly does: "claim";
      readonly worker: string;
      readonly isStale: boolean;
      readonly isRepeated: boolean;
    }
  | {
      readonly does: "report" | "save" | "complete" | "fail" | "retry" | "hand back";
      readonly attempt: number;
    }
  | { readonly does: "cancel" };

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("claim" as const),
      worker: fc.constantFrom("ada", "bo"),
      isStale: fc.boolean(),
      isRepeated: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom("report", "save", "complete", "fail", "retry", "hand back"),
      attempt: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("cancel" as const) }) },
) satisfies fc.Arbitrary<Step>;

onBothDatabases(
  "whatever is tried, only the holder moves a job, and never out of its end",
  async (database) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const first = crypto.randomUUID();
        const id = await submit(database, first);
        const stale = crypto.randomUUID();
        const model: Model = {
          state: "queued",
          attempt: 0,
          failures: 0,
          delivery: first,
          worker: undefined,
          checkpoint: null,
        };
        for (const [index, step] of steps.entries()) {
          const was = { ...model };
          await take(database, id, step, { model, stale, index });
          const { rows } = await database.query<Model>(
            "select state, attempt, failures, delivery, checkpoint from jobs where id = $1",
            [id],
          );
          const { worker: _, ...expected } = model;
          assert.deepEqual(rows[0], expected);
          assert(model.attempt >= was.attempt);
        }
        await assertEventsTellAll(database, id, model);
      }),
      { numRuns: 100 },
    );
  },
);

/** Does a step to the row and to the model, and compares the answers. */
async function take(
  database: Database,
  id: string,
  step: Step,
  { model, stale, index }: { model: Model; stale: string; index: number },
): Promise<void> {
  if (step.does === "cancel") {
    const cancelled = await asUser(database, localUser, (session) =>
      session.query("update jobs set state = 'cancelled' where id = $1", [id]),
    );
    const isOpen = model.state === "queued" || model.state === "running";
    assert.equal(cancelled.affected, isOpen ? 1 : 0);
    if (isOpen) model.state = "cancelled";
    return;
  }
  if (step.does === "claim") {
    const { worker, isStale, isRepeated } = step;
    const delivery = isStale ? stale : model.delivery;
    const held = await claim(database, { job: id, delivery, worker, isRepeated });
    const isDead = model.state === "running" && !(isRepeated && model.worker === worker);
    if (isStale || (model.state !== "queued" && model.state !== "running")) {
      assert.equal(held, undefined);
    } else if (isDead && model.failures + 1 >= MAX_ATTEMPTS) {
      assert.equal(held, undefined);
      model.failures += 1;
      model.worker = worker;
      model.state = "failed";
    } else {
      model.state = "running";
      model.attempt += 1;
      model.failures += isDead ? 1 : 0;
      model.worker = worker;
      assert.deepEqual(
        { attempt: held?.attempt, failures: held?.failures, checkpoint: held?.checkpoint },
        { attempt: model.attempt, failures: model.failures, checkpoint: model.checkpoint },
      );
    }
    return;
  }
  const hold: Hold = { id, attempt: step.attempt };
  const isHeld = model.state === "running" && model.attempt === step.attempt;
  const delivery = crypto.randomUUID();
  const attempts = {
    report: () => report(database, hold, { progress: index / 100, message: `step ${index}` }),
    save: () => saveCheckpoint(database, hold, index),
    complete: () => complete(database, hold, { result: {}, unsaid: {} }),
    fail: () => fail(database, hold, { code: "wrong", message: "It was wrong.", detail: null }),
    retry: () => putBack(database, hold, { delivery, failures: 1, message: "" }),
    "hand back": () => putBack(database, hold, { delivery, failures: 0, message: "" }),
  };
  assert.equal(await attempts[step.does](), isHeld);
  if (!isHeld) return;
  if (step.does === "save") model.checkpoint = index;
  if (step.does === "complete") model.state = "completed";
  if (step.does === "fail") model.state = "failed";
  if (step.does === "fail" || step.does === "retry") model.failures += 1;
  if (step.does === "retry" || step.does === "hand back") {
    model.state = "queued";
    model.delivery = delivery;
  }
}

/** The events go from the submission to now, in order, by allowed ways only. */
async function assertEventsTellAll(database: Database, id: string, model: Model): Promise<void> {
  const { rows: events } = await database.query<{ state: JobState; attempt: number }>(
    "select state, attempt from job_events where job_id = $1 order by id",
    [id],
  );
  assert.deepEqual(events[0], { state: "queued", attempt: 0 });
  assert.deepEqual(events.at(-1), { state: model.state, attempt: model.attempt });
  for (const [index, { state, attempt }] of events.slice(1).entries()) {
    const before = events[index]!;
    assert(
      before.state === "queued" || before.state === "running",
      `nothing follows ${before.state}`,
    );
    assert(
      attempt === before.attempt + (attempt > before.attempt ? 1 : 0),
      "attempts count up by one",
    );
    assert(attempt === before.attempt || state === "running", "a new attempt runs");
  }
}

async function submit(database: Database, delivery: string): Promise<string> {
  const { rows } = await asUser(database, localUser, (session) =>
    session.query<{ id: string }>(
      "insert into jobs (kind, request, max_attempts) values ('model', '{}', $1) returning id",
      [MAX_ATTEMPTS],
    ),
  );
  const { id } = rows[0]!;
  await database.query("update jobs set delivery = $2 where id = $1", [id, delivery]);
  return id;
}
