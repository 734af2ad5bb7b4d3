/** `retort jobs` with a server of Retort's own: what one submits, the other sees. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { getJob, type JobPage, submitCount, watchJob } from "#src/client/index.ts";
import { addressOf, retort, start } from "./support/command.ts";
import { withoutNumpy } from "./support/numpy.ts";
import { onTerminal } from "./support/terminal.ts";
import { secret, tokenFor } from "./support/tokens.ts";

let dataDir: string;
let server: ReturnType<typeof start>;
let environment: Record<string, string>;
let options: { baseUrl: string; token: string };

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "retort-test-"));
  server = start(["serve", "--port=0", "--data-dir", dataDir], { JWT_SECRET: secret });
  options = { baseUrl: await addressOf(server), token: await tokenFor() };
  environment = { RETORT_SERVER: options.baseUrl, RETORT_TOKEN: options.token };
});
after(async () => {
  server.kill();
  await server.outcome;
  await rm(dataDir, { recursive: true });
});

test("a job is listed, watched to its end, and shown", async () => {
  const { id } = await submitCount({ to: 20 }, options);
  const watched = await start(["jobs", "watch", id], environment).outcome;
  assert.equal(watched.status, 0, watched.stderr);
  const states = watched.stdout.toString().match(/\b(queued|running|completed)\b/g)!;
  assert.deepEqual([states[0], states.at(-1)], ["queued", "completed"]);
  const listed = await start(["jobs", "list", "--state=completed", "--json"], environment).outcome;
  const { jobs }: JobPage = JSON.parse(listed.stdout.toString());
  assert.deepEqual(jobs, [await getJob(id, options)]);
  const shown = await start(["jobs", "show", id], environment).outcome;
  assert.match(shown.stdout.toString(), /^message {3}Counted 20 of 20$/m);
});

test("a job that is cancelled ends whoever watches it with 1, and only once", async () => {
  const { id } = await submitCount({ to: 1000, interval: 1 }, options);
  const watching = start(["jobs", "watch", id], environment);
  for await (const { state } of watchJob(id, options)) if (state === "running") break;
  assert.equal((await start(["jobs", "cancel", id], environment).outcome).status, 0);
  const { status, stderr } = await watching.outcome;
  assert.deepEqual([status, stderr], [1, `Job ${id} was cancelled.\n`]);
  const again = await start(["jobs", "cancel", id], environment).outcome;
  assert.deepEqual([again.status, again.stderr], [1, "The job is cancelled already.\n"]);
});

test("others do not see it, and nobody in particular sees nothing", async () => {
  const { id } = await submitCount({ to: 1 }, options);
  const stranger = { ...environment, RETORT_TOKEN: await tokenFor() };
  const shown = await start(["jobs", "show", id], stranger).outcome;
  assert.equal(shown.status, 1);
  assert.match(shown.stderr, new RegExp(`no job ${id}`));
  const { status, stderr } = await retort("jobs", "list", "--server", options.baseUrl);
  assert.equal(status, 1);
  assert.match(stderr, /token/);
});

test("on a terminal the job is one line, that is gone at the end", {
  skip: withoutNumpy,
}, async () => {
  const { id } = await submitCount({ to: 40 }, options);
  const { baseUrl, token } = options;
  const flags = ["--server", baseUrl, "--token", token];
  const { status, shown } = onTerminal("jobs", "watch", id, ...flags);
  assert.equal(status, 0);
  assert.match(shown, /\r█+░+ \d+ % · Counted \d+ of 40/);
  assert.ok(shown.endsWith(`\r\x1b[KJob ${id} is completed.\r\n`), shown);
});
