import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { retort } from "#test/support/command.ts";
import { tunnelingFields } from "./tunneling/problem.ts";

test("help is grouped, and has a flag for every field of the question", async () => {
  const { status, stdout } = await retort("tunnel", "--help");
  assert.equal(status, 0);
  const help = stdout.toString();
  for (const heading of ["Question:", "Output:", "Server:"]) assert(help.includes(heading));
  for (const name of Object.keys(tunnelingFields)) {
    assert.match(help, new RegExp(`^  --${name.replaceAll("_", "-")} <`, "m"));
  }
  const top = (await retort("--help")).stdout.toString();
  assert.match(top, /serve[\s\S]*tunnel/);
});

test("the version is the package's", async () => {
  const { version } = JSON.parse(
    await readFile(new URL("../package.json", import.meta.url), "utf8"),
  );
  assert.equal((await retort("--version")).stdout.toString(), `${version}\n`);
});

for (const [name, words, says] of [
  ["an unknown command", ["tunnle"], /unknown command 'tunnle'[\s\S]*tunnel/],
  ["an unknown flag", ["tunnel", "--moment", "3"], /unknown option '--moment'[\s\S]*--momentum/],
  ["a flag without its value", ["tunnel", "--momentum"], /argument missing/],
  ["a surplus word", ["tunnel", "run.npz"], /too many arguments/],
  ["no command", [], /Usage: retort/],
] as const) {
  test(`${name} is a usage error`, async () => {
    const { status, stdout, stderr } = await retort(...words);
    assert.deepEqual({ status, stdout: stdout.toString() }, { status: 2, stdout: "" });
    assert.match(stderr, says);
  });
}
