/** The registry as its users see it, on both databases: what is theirs, what they may see and change. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Identity } from "#src/storage/identity.ts";
import { configuration, dataset, noFile, register } from "#test/support/registered.ts";
import { newUser, onSharedDatabases } from "#test/support/shared-database.ts";
import { insertConfiguration } from "./configurations.ts";
import { countDatasets } from "./counts.ts";
import { pageQuery } from "./newest-first.ts";
import { registerDataset } from "./registration.ts";
import {
  changeDataset,
  findDataset,
  forgetDataset,
  listDatasets,
  NoSuchDatasetError,
  NotOwnDatasetError,
} from "./registry.ts";
import { createSession, deleteSession } from "./sessions.ts";

const anyone: Identity = { role: "anon", claims: {} };

onSharedDatabases("the registry", {
  "another's dataset is found when it is public, and never changed": async (database, me) => {
    await register(database, me.id, "private.npz", false);
    await register(database, me.id, "public.npz", true);
    for (const identity of [newUser(), anyone]) {
      await assert.rejects(findDataset(database, identity, "private.npz"), NoSuchDatasetError);
      assert.equal((await findDataset(database, identity, "public.npz")).isOwn, false);
      const publish = (name: string) => changeDataset(database, identity, name, { isPublic: true });
      const forget = (name: string) => forgetDataset(database, identity, name, noFile);
      for (const act of [publish, forget]) {
        await assert.rejects(act("private.npz"), NoSuchDatasetError);
        await assert.rejects(act("public.npz"), NotOwnDatasetError);
      }
      assert.deepEqual(
        (await listDatasets(database, identity, { limit: 10 })).datasets.map((d) => d.filename),
        ["public.npz"],
      );
      assert.deepEqual(await countDatasets(database, identity), {
        directories: { precomputed: 0, user_generated: 1 },
        available: 1,
        among: 0,
      });
    }
    await changeDataset(database, me, "public.npz", { isPublic: false });
  },

  "an owner publishes, renames, keeps in a session, and forgets": async (database, me) => {
    const { configuration: config } = await register(database, me.id, "a.npz", false);
    const work = await createSession(database, me, "Membranes");
    const change = (what: Parameters<typeof changeDataset>[3]) =>
      changeDataset(database, me, "a.npz", what);

    assert.equal((await change({ isPublic: true })).isPublic, true);
    assert.equal((await findDataset(database, anyone, "a.npz")).isPublic, true);
    const renamed = await change({ name: "Two", session: work.id });
    assert.deepEqual([renamed.isPublic, renamed.name, renamed.session], [true, "Two", work.id]);
    assert.equal((await change({ isPublic: false })).session, work.id);
    await assert.rejects(findDataset(database, anyone, "a.npz"), NoSuchDatasetError);

    const foreign = await createSession(database, newUser(), "Not mine");
    for (const session of [foreign.id, randomUUID()]) {
      await assert.rejects(change({ session }), {
        statusCode: 422,
        errors: [{ path: "session", message: "is no session of yours" }],
      });
    }
    assert.equal((await change({ session: null })).session, null);
    await change({ session: work.id });
    await deleteSession(database, me, work.id);
    assert.equal((await findDataset(database, me, "a.npz")).session, null);

    assert.equal((await forgetDataset(database, me, "a.npz", noFile)).filename, "a.npz");
    await assert.rejects(findDataset(database, me, "a.npz"), NoSuchDatasetError);
    const left = "select from public.circuit_configurations where id = $1";
    assert.deepEqual((await database.query(left, [config])).rows, []);
  },

  "a dataset is deleted once, and only with its file": async (database, me) => {
    const { configuration: config } = await register(database, me.id, "once.npz", false);
    const refused = forgetDataset(database, me, "once.npz", async () => {
      throw new Error("the bucket is away");
    });
    await assert.rejects(refused, /the bucket is away/);
    assert.equal((await findDataset(database, me, "once.npz")).configuration, config);
    const deleted: string[] = [];
    const forget = () =>
      forgetDataset(database, me, "once.npz", async ({ filename }) => deleted.push(filename));
    const both = await Promise.allSettled([forget(), forget()]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    // A second deletion might be that of a file which has come under the name meanwhile.
    assert.deepEqual(deleted, ["once.npz"]);
  },

  "lists go from page to page, the newest first": async (database, me) => {
    for (const name of ["a", "b", "c", "d", "e"]) {
      await register(database, me.id, `${name}-listed.npz`, false);
    }
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const place = pageQuery.parse(cursor === null ? {} : { cursor }).cursor;
      const page = await listDatasets(database, me, { limit: 2, cursor: place });
      pages.push(page.datasets.map(({ filename }) => filename[0]!));
      cursor = page.next;
      // What comes and goes between two pages moves nothing.
      await register(database, me.id, `new${pages.length}.npz`, false);
      if (pages.length === 1) await forgetDataset(database, me, "d-listed.npz", noFile);
    } while (cursor !== null);
    assert.deepEqual(pages, [["e", "d"], ["c", "b"], ["a"]]);
  },

  "a list leaves what is long out, a dataset does not": async (database, me) => {
    // As text each of these has 309 digits.
    const long = { values: Array(60_000).fill(1e308) };
    await database.transaction(async (session) => {
      const usual = configuration(me.id, false);
      const id = await insertConfiguration(session, { ...usual, circuitParameters: long });
      await registerDataset(session, { ...dataset(me.id, "long.npz", id), metadata: long });
    });
    const { datasets } = await listDatasets(database, me, { limit: 1 });
    assert.deepEqual([datasets[0]!.circuitParameters, datasets[0]!.metadata], [{}, null]);
    const { circuitParameters, metadata } = await findDataset(database, me, "long.npz");
    assert.deepEqual([circuitParameters, metadata], [long, long]);
  },
});
