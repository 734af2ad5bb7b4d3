import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, retort, start } from "#test/support/command.ts";
import { newFolder } from "#test/support/folder.ts";
import { standIn } from "#test/support/stand-in.ts";

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`serve prints its address, answers there, and ends on ${signal}`, async (t) => {
    const child = start(["serve", "--port", "0", "--data-dir", await newFolder(t)]);
    t.after(() => child.kill("SIGKILL"));
    const response = await fetch(new URL("/health", await addressOf(child)));
    assert.equal(response.status, 200);
    child.kill(signal);
    const { status, stdout } = await child.outcome;
    assert.equal(status, 0);
    assert.match(
      String(stdout),
      /^Affinity: Boltz \(looking for `boltz`\), NIM \(none\), MSA server \(none\)$/m,
    );
  });
}

for (const [name, words, says] of [
  ["a port that is none", ["--port", "many"], /PORT/],
  ["others' questions unless told to", ["--host", "0.0.0.0"], /--insecure/],
] as const) {
  test(`serve refuses ${name}`, async () => {
    const { status, stderr } = await retort("serve", ...words);
    assert.equal(status, 2);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /^ +at /m);
  });
}

test("serve says that its port is taken", async (t) => {
  const { port } = new URL(await standIn(t, () => {}));
  const at = await newFolder(t);
  const { status, stderr } = await retort("serve", "--port", port, "--data-dir", at);
  assert.deepEqual(
    [status, stderr],
    [1, `listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`],
  );
});
