/** Names of datasets' files on both databases: nobody is given one that is another's. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { asUser } from "#src/storage/identity.ts";
import { register } from "#test/support/registered.ts";
import { onSharedDatabases } from "#test/support/shared-database.ts";
import { datasetName } from "../sweep-fields.ts";
import { freeName, namesBeingSwept } from "./names.ts";

/** Submits a sweep, as far as its name goes. */
const submit = "insert into public.jobs (kind, request) values ($1, $2) returning id";

onSharedDatabases("names", {
  "a name is free of datasets and of unfinished sweeps": async (database, me) => {
    const free = () => database.transaction((session) => freeName(session, "a.npz"));
    const run = (statement: string, values: unknown[]) =>
      asUser(database, me, (session) => session.query<{ id: string }>(statement, values));
    assert.equal(await free(), "a.npz");
    await register(database, randomUUID(), "a.npz", false);
    assert.equal(await free(), "a-2.npz");
    await register(database, me.id, "a-3.npz", false);
    const { rows } = await run(submit, ["sweep", { filename: "a-2.npz" }]);
    assert.equal(await free(), "a-4.npz");
    await run(submit, ["count", { filename: "a-4.npz" }]);
    assert.equal(await free(), "a-4.npz");
    assert.deepEqual(await database.transaction(namesBeingSwept), new Set(["a-2.npz"]));
    await run("update public.jobs set state = 'cancelled' where id = $1", [rows[0]!.id]);
    assert.equal(await free(), "a-2.npz");
    assert.deepEqual(await database.transaction(namesBeingSwept), new Set());
  },

  "names are as long as they may be, and no longer": async (database, me) => {
    const wanted = `${"x".repeat(196)}.npz`;
    await register(database, me.id, wanted, false);
    const name = await database.transaction((session) => freeName(session, wanted));
    assert.equal(name, `${"x".repeat(194)}-2.npz`);
    assert.match(name, datasetName);
  },

  "submissions at the same moment have a name each": async (database, me) => {
    const names = await Promise.all(
      Array.from({ length: 12 }, () =>
        asUser(database, me, async (session) => {
          const filename = await freeName(session, "same.npz");
          await session.query(submit, ["sweep", { filename }]);
          return filename;
        }),
      ),
    );
    assert.equal(new Set(names).size, 12);
  },
});
