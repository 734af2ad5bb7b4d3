/** Jobs that are done at once do not wait for those that take long. */
import assert from "node:assert/strict";
import type { Job } from "#src/jobs/job.ts";
import { onBothDatabases } from "./support/databases.ts";
import { kindThat, openBench, untilTold } from "./support/job-bench.ts";

const isQuick = (request: unknown) => String(request).startsWith("quick");

onBothDatabases("a quick job begins while all places are taken", async (database) => {
  const kind = kindThat(
    async (request, { signal }) => (isQuick(request) ? { result: request } : untilTold(signal)),
    { isQuick, concurrency: 2 },
  );
  await using bench = await openBench(database, kind);
  const long = [];
  for (let count = 0; count < 3; count++) long.push(await bench.submit({ request: "long" }));
  for (const job of long.slice(0, 2)) await bench.until(job, ({ state }) => state === "running");
  const quick = [];
  for (const priority of [-100, 100])
    quick.push(await bench.submit({ request: "quick", priority }));
  for (const job of quick) assert.equal((await bench.until(job)).state, "completed");
  const third = await bench.until(long[2]!, () => true);
  assert.equal(third.state, "queued", "its place is for quick ones alone");
});

onBothDatabases("of what waits quick jobs begin first", async (database) => {
  const begun: unknown[] = [];
  const release = new Map<unknown, () => void>();
  const kind = kindThat(
    async (request) => {
      begun.push(request);
      await new Promise<void>((resolve) => release.set(request, resolve));
      return { result: null };
    },
    { isQuick, concurrency: 1 },
  );
  await using bench = await openBench(database, kind);
  const running = ({ state }: Job) => state === "running";
  // Both places are taken, each by one of its own.
  const long = await bench.submit({ request: "long" });
  await bench.until(long, running);
  await bench.until(await bench.submit({ request: "quick" }), running);
  await bench.submit({ request: "long and urgent", priority: 100 });
  const last = await bench.submit({ request: "quick and not urgent", priority: -100 });
  release.get("long")!();
  await bench.until(last, running);
  assert.deepEqual(begun, ["long", "quick", "quick and not urgent"]);
  for (const done of release.values()) done();
});
