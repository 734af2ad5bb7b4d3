import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { onSharedDatabases } from "#test/support/shared-database.ts";
import { asUser, continueAsProgram, localUser } from "./identity.ts";

const insertJob = "insert into jobs (kind, request) values ('test', '{}') returning id";

onSharedDatabases("a database", {
  "an error undoes the whole transaction and is the caller's own": async (database) => {
    const error = new Error("mine");
    const failing = asUser(database, localUser, async (session) => {
      await session.query(insertJob);
      throw error;
    });
    await assert.rejects(failing, (thrown) => thrown === error);
    assert.deepEqual((await database.query("select id from jobs")).rows, []);
  },

  "a failed statement cannot be overlooked": async (database) => {
    const careless = asUser(database, localUser, async (session) => {
      await session.query(insertJob);
      await session.query("select 1 / 0").catch(() => {});
    });
    await assert.rejects(careless);
    assert.deepEqual((await database.query("select id from jobs")).rows, []);
  },

  "role and claims end with their transaction": async (database) => {
    const who = "select current_user as role, auth.uid() as uid";
    const user = { role: "authenticated", claims: { sub: crypto.randomUUID() } } as const;
    const seen = await asUser(database, user, async (session) => {
      const asThem = (await session.query(who)).rows[0];
      await continueAsProgram(session);
      return [asThem, (await session.query(who)).rows[0]];
    });
    assert.deepEqual(seen, [
      { role: "authenticated", uid: user.claims.sub },
      { role: "retort", uid: null },
    ]);
    for (let again = 0; again < 20; again++) {
      assert.deepEqual((await database.query(who)).rows, [{ role: "retort", uid: null }]);
    }
  },

  "values come as the same types": async (database) => {
    const { rows } = await database.query(
      `select 9007199254740991::bigint as "int8", 0.5::real as "float4", now() as at, $1::jsonb as "json",
       $2::uuid[] as ids, true as bool`,
      [{ a: [1, null] }, [localUser.claims.sub]],
    );
    const { at, ...rest } = rows[0]!;
    assert(at instanceof Date);
    assert.deepEqual(rest, {
      int8: Number.MAX_SAFE_INTEGER,
      float4: 0.5,
      json: { a: [1, null] },
      ids: [localUser.claims.sub],
      bool: true,
    });
  },

  "errors carry Postgres' code and constraint": async (database) => {
    const query = database.query("insert into retort.blob_store values (false, 'x')");
    await assert.rejects(query, { name: "DatabaseError", code: "23514", constraint: /only_one/ });
  },

  "a notification is heard after its commit, and only then": async (database) => {
    const heard: string[] = [];
    let resumed = 0;
    const listening = await database.listen(
      "somewhere",
      (payload) => heard.push(payload),
      () => resumed++,
    );
    await database.query("select pg_notify('elsewhere', 'no')");
    await database
      .transaction(async (session) => {
        await session.query("select pg_notify('somewhere', 'undone')");
        throw new Error("undo");
      })
      .catch(() => {});
    await database.query("select pg_notify('somewhere', 'yes')");
    while (heard.length === 0) await delay(5);
    await listening.close();
    await database.query("select pg_notify('somewhere', 'late')");
    await delay(50);
    assert.deepEqual(heard, ["yes"]);
    assert.equal(resumed, 1);
  },

  "claims reach the database as they are, whatever they say": async (database) => {
    const text = fc.string({ unit: "binary" });
    await fc.assert(
      fc.asyncProperty(text, text, async (name, value) => {
        const claims = { sub: localUser.claims.sub!, [`x${name}`]: value };
        const { rows } = await asUser(database, { role: "authenticated", claims }, (session) =>
          session.query(
            "select current_setting('request.jwt.claims') as claims, current_user as user",
          ),
        );
        assert.deepEqual(rows, [{ claims: JSON.stringify(claims), user: "authenticated" }]);
      }),
      {
        examples: [
          ["'", "'); drop table public.jobs; --"],
          ["\\", "\\'"],
          ["$1", "E'\\\\'"],
        ],
        numRuns: 200,
      },
    );
  },
});
