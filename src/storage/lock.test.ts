import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { newFolder } from "#test/support/folder.ts";
import { LockedError, takeLock } from "./lock.ts";

/** A process that takes the lock, says so, and lives on. */
async function holder(path: string) {
  const script = `
    const { takeLock } = await import(${JSON.stringify(import.meta.resolve("./lock.ts"))});
    await takeLock(${JSON.stringify(path)}).then(
      () => { console.log("taken"); setInterval(() => {}, 1000); },
      (error) => console.log(error.name),
    );`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  return { child, said: said.trim() };
}

test("a living holder is refused by name, a released lock is free", async (context) => {
  const path = await newFolder(context);
  const lock = await takeLock(path);
  await assert.rejects(takeLock(path), (error: Error) => {
    assert(error instanceof LockedError);
    assert.match(error.message, new RegExp(`process ${process.pid} since 20..-..-`));
    assert.match(error.message, /DATA_DIR/);
    return true;
  });
  await lock.release();
  await (await takeLock(path)).release();
  assert.deepEqual(await readdir(path), []);
});

test("a holder killed without a word is followed", async (context) => {
  const path = await newFolder(context);
  const { child, said } = await holder(path);
  assert.equal(said, "taken");
  await assert.rejects(takeLock(path), LockedError);
  child.kill("SIGKILL");
  await once(child, "exit");
  await (await takeLock(path)).release();
});

test("a killed holder whose parent has not asked for it is followed", {
  skip: process.platform !== "linux" && "only Linux tells",
}, async (context) => {
  const path = await newFolder(context);
  // The shell becomes a program that asks for no child.
  const parent = spawn("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  context.after(() => parent.kill("SIGKILL"));
  const [said] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
  const holder = { id: "x", pid: Number(said), beginning: "", host: hostname(), since: "then" };
  await writeFile(join(path, "lock"), JSON.stringify(holder));
  await assert.rejects(takeLock(path), LockedError);
  const stat = `/proc/${holder.pid}/stat`;
  process.kill(holder.pid, "SIGKILL");
  while (!/\) Z /.test(await readFile(stat, "utf8"))) await turn();
  await (await takeLock(path)).release();
  assert.match(await readFile(stat, "utf8"), /\) Z /);
});

test("a later process with the dead holder's number is not taken for it", async (context) => {
  const path = await newFolder(context);
  const dead = { id: "x", pid: process.pid, beginning: "another", host: hostname(), since: "then" };
  await writeFile(join(path, "lock"), JSON.stringify(dead));
  await (await takeLock(path)).release();
});

test("a holder on another machine counts as alive while it gives signs of life", async (context) => {
  const path = await newFolder(context);
  const file = join(path, "lock");
  const far = { id: "x", pid: 1, beginning: "b", host: "elsewhere", since: "then" };
  await writeFile(file, JSON.stringify(far));
  await assert.rejects(takeLock(path), /process 1 on elsewhere/);
  const before = new Date(Date.now() - 60_000);
  await utimes(file, before, before);
  await (await takeLock(path)).release();
});

test("a lock that a crash left half written is followed", async (context) => {
  const path = await newFolder(context);
  await writeFile(join(path, "lock"), '{"id":"x","pi');
  await (await takeLock(path)).release();
});

test("of many that find a dead holder, one gets its place", async (context) => {
  const path = await newFolder(context);
  const { child: first } = await holder(path);
  first.kill("SIGKILL");
  await once(first, "exit");
  const rivals = await Promise.all(Array.from({ length: 6 }, () => holder(path)));
  context.after(() => rivals.forEach(({ child }) => void child.kill("SIGKILL")));
  assert.equal(rivals.filter(({ said }) => said === "taken").length, 1);
  const winner = rivals.find(({ said }) => said === "taken")!.child.pid;
  assert.equal(JSON.parse(await readFile(join(path, "lock"), "utf8")).pid, winner);
});
