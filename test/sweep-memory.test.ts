/** What a sweep takes of memory, in a process of its own. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const script = join(import.meta.dirname, "support", "sweep-alone.ts");

test("a sweep holds its ranks in memory, and little of what it writes", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "retort-sweep-"));
  t.after(() => rm(folder, { recursive: true }));
  const request = { grid_size: 15, n_frequencies: 20 };
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [script, folder, JSON.stringify(request)],
    {
      encoding: "utf8",
    },
  );
  const { size, peakBytes } = JSON.parse(stdout || assert.fail(stderr));
  assert.equal((await stat(join(folder, "alone.npz"))).size, size);
  assert(size > 250e6);
  // 217 MB were seen, of which Node itself and its threads are about half.
  assert(peakBytes < 350e6, `${peakBytes} bytes`);
});
