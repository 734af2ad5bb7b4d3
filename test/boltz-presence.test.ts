/** What of Boltz workers have, as servers hear of it. */
import assert from "node:assert/strict";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { suited } from "#src/affinity/boltz/looking.ts";
import {
  type BoltzPresence,
  presenceBy,
  presenceOf,
  startPresence,
} from "#src/affinity/boltz/presence.ts";
import type { Database } from "#src/storage/database.ts";
import { standInBoltz } from "./support/boltz.ts";
import { onBothDatabases } from "./support/databases.ts";
import { newFolder } from "./support/folder.ts";
import { noLog } from "./support/job-kinds.ts";

const gpus = [{ name: "NVIDIA L4", bytes: 24e9 }];

type Told = (presence: BoltzPresence | undefined) => boolean;

/** What the workers tell, as soon as it is what was waited for. */
async function toldBy(database: Database, isTold: Told): Promise<BoltzPresence | undefined> {
  for (;;) {
    const presence = await presenceOf(database);
    if (isTold(presence)) return presence;
    await sleep(10);
  }
}

onBothDatabases("a worker tells what it has, until it is gone", async (database, context) => {
  assert.equal(await presenceOf(database), undefined);
  const installation = standInBoltz({}, await newFolder(context));
  const options = { database, accelerator: "cpu", log: noLog } as const;
  const absent = {
    ...installation,
    command: { words: ["/nowhere/boltz"], environment: {} },
  } as const;
  const without = startPresence({ ...options, ...absent, worker: "one" });
  assert.equal((await without.probe()).state, "absent");
  const told = (isTold: Told) => toldBy(database, isTold);
  const lack = await told((presence) => presence?.state === "absent");
  assert.match(lack!.says, /pip install "boltz/);

  const usable = startPresence({ ...options, ...installation, worker: "two" });
  await told((presence) => presence?.state === "looking");
  assert.deepEqual(await told((presence) => presence?.state === "usable"), {
    state: "usable",
    version: null,
    accelerator: "cpu",
    weights: "missing",
    says: "",
  });
  await usable.close();
  assert.equal((await presenceOf(database))?.state, "absent");
  await without.close();
  assert.equal(await presenceOf(database), undefined);
});

onBothDatabases("one that is installed later is found, and told", async (database, context) => {
  const { command, cache } = standInBoltz({}, await newFolder(context));
  const path = join(await newFolder(context), "boltz");
  const said: string[] = [];
  const say = (_: object, message: string) => void said.push(message);
  const presence = startPresence({
    ...{ database, accelerator: "cpu", worker: "one", cache, pauseMs: 5 },
    command: { words: [path], environment: command.environment },
    log: { info: say, warn: say },
  });
  await toldBy(database, (told) => told?.state === "absent");
  const [node, script] = command.words;
  await writeFile(`${path}.new`, `#!/bin/sh\nexec "${node}" "${script}" "$@"\n`, { mode: 0o755 });
  // What is written cannot be run at the same time.
  await rename(`${path}.new`, path);
  await toldBy(database, (told) => told?.state === "usable");
  assert.equal((await presence.probe()).state, "usable");
  assert.deepEqual(said, ["No Boltz that can be used.", "Boltz is here now, and is used."]);
  await presence.close();
});

onBothDatabases("the best that was seen lately counts", async (database) => {
  await database.query(
    `insert into boltz_workers (worker, state, version, accelerator, weights, seen_at) values
       ('dead', 'usable', '9', 'gpu', 'whole', now() - interval '91 seconds'),
       ('a', 'absent', null, null, null, now()),
       ('b', 'usable', '3', 'cpu', 'whole', now()),
       ('c', 'usable', '2', 'gpu', 'missing', now()),
       ('d', 'usable', '1', 'gpu', 'whole', now() - interval '89 seconds'),
       ('e', 'looking', null, null, null, now())`,
  );
  const versions: (string | null | undefined)[] = [];
  for (const worker of ["d", "c", "b", "e", "a"]) {
    versions.push((await presenceOf(database))?.version);
    await database.query("delete from boltz_workers where worker = $1", [worker]);
  }
  assert.deepEqual(versions, ["1", "2", "3", null, null]);
  assert.equal(await presenceOf(database), undefined);
});

onBothDatabases("who closes while it looks has done so at once", async (database) => {
  const words = [process.execPath, "-e", "setTimeout(() => {}, 60_000)"] as const;
  const command = { words, environment: {} } as const;
  const options = { database, accelerator: "auto", log: noLog, worker: "one" } as const;
  const presence = startPresence({ ...options, command, cache: "/nowhere" });
  await presence.close();
  await assert.rejects(presence.probe(), { name: "AbortError" });
  assert.equal(await presenceOf(database), undefined);
});

test("what a usable Boltz computes on, and what of its weights is there", async (context) => {
  const cache = await newFolder(context);
  const probe = { state: "usable", version: "2.2.1", gpus } as const;
  const by = (
    accelerator: "auto" | "gpu" | "cpu",
    found: Parameters<typeof presenceBy>[0] = probe,
  ) => presenceBy(found, { accelerator, cache });
  const onCpu = { ...probe, gpus: [] };
  assert.deepEqual(
    [
      (await by("auto")).accelerator,
      (await by("auto", onCpu)).accelerator,
      (await by("cpu")).accelerator,
      (await by("gpu", { ...probe, gpus: undefined })).accelerator,
    ],
    ["gpu", "cpu", "cpu", "gpu"],
  );
  assert.equal((await by("auto")).weights, "missing");
  await writeFile(join(cache, "boltz2_conf.ckpt"), "torn");
  assert.equal((await by("auto")).weights, "cut_short");
  await mkdir(join(cache, "mols"));
  await writeFile(join(cache, "mols", "ALA.pkl"), "");
  await writeFile(join(cache, "mols.tar"), Buffer.alloc(1024));
  for (const name of ["boltz2_conf.ckpt", "boltz2_aff.ckpt"]) {
    const endOfZip = Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]);
    await writeFile(join(cache, name), endOfZip);
  }
  assert.equal((await by("auto")).weights, "whole");

  const missing = suited(onCpu, "gpu");
  assert(missing.state === "unsuitable" && /BOLTZ_ACCELERATOR/.test(missing.says));
  assert.equal(suited(onCpu, "auto"), onCpu);
});
