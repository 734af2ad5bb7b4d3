/** Who may do what with which row: the policies as a table, on both databases. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answered, Database, Session } from "#src/storage/database.ts";
import { DatabaseError } from "#src/storage/failure.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { openDatabase } from "#src/storage/open.ts";
import { connectAsOwner } from "#src/storage/postgres.ts";
import { lackOf, newDatabase, onBothDatabases } from "#test/support/databases.ts";
import { lastFirst } from "#test/support/last-first.ts";

const owner = "6c1f8a52-94a1-4e6a-8a67-3d1d2f0c9b11";
const other = "9b3a7c14-0d52-4f3e-b1c5-7f20c3a4d5e6";

/** What each of them is, as the database is told; text goes there as it is. */
const actors: Readonly<Record<string, Pick<Identity, "role"> & { claims: object | string }>> = {
  owner: { role: "authenticated", claims: { sub: owner, role: "authenticated" } },
  other: { role: "authenticated", claims: { sub: other, role: "authenticated" } },
  anon: { role: "anon", claims: { role: "anon" } },
  // A role that the token only claims is no role, and a subject is none without one.
  "anon + sub": { role: "anon", claims: { sub: owner, role: "authenticated" } },
  service: { role: "authenticated", claims: { sub: other, role: "service_role" } },
  "no claims": { role: "authenticated", claims: "" },
  "no sub": { role: "authenticated", claims: { role: "authenticated" } },
  "bad sub": { role: "authenticated", claims: { sub: `' or owner = '${owner}` } },
  "bad JSON": { role: "authenticated", claims: `{"sub": "${owner}"` },
};

/** Statements; `:queued` and so on are the ids of the owner's jobs in those states. */
const actions: Readonly<Record<string, string>> = {
  "see a queued job": "select id, request from public.jobs where id = :queued",
  "see a running job": "select id, progress from public.jobs where id = :running",
  "see a result": "select result from public.jobs where id = :completed",
  "see another's": "select id from public.jobs where owner is distinct from auth.uid()",
  "see a worker": "select worker, delivery from public.jobs where id = :running",
  "see the events": "select id, state from public.job_events where job_id = :running",
  "see the queue": "select id from pgboss.job",
  submit: "insert into public.jobs (kind, request) values ('count', '{}')",
  "submit for the owner": `insert into public.jobs (kind, request, owner) values ('count', '{}', '${owner}')`,
  "submit as completed":
    "insert into public.jobs (kind, request, state, finished_at) values ('count', '{}', 'completed', now())",
  "cancel when queued": "update public.jobs set state = 'cancelled' where id = :queued",
  "cancel when running": "update public.jobs set state = 'cancelled' where id = :running",
  "cancel when over": "update public.jobs set state = 'cancelled' where id = :completed",
  "cancel another's":
    "update public.jobs set state = 'cancelled' where owner is distinct from auth.uid()",
  complete: "update public.jobs set state = 'completed' where id = :running",
  "run again": "update public.jobs set state = 'queued' where id = :completed",
  "set progress": "update public.jobs set progress = 1 where id = :running",
  "set attempt": "update public.jobs set attempt = 0 where id = :running",
  "set result": "update public.jobs set result = '1' where id = :completed",
  "take over": "update public.jobs set owner = auth.uid() where id = :queued",
  delete: "delete from public.jobs where id = :queued",
  empty: "truncate public.jobs cascade",
  "add an event":
    "insert into public.job_events (job_id, state, progress, message, attempt) values (:queued, 'running', 0, '', 1)",
  "change an event": "update public.job_events set state = 'failed' where job_id = :queued",
  "delete an event": "delete from public.job_events where job_id = :queued",
};

/** + allowed, – nothing there to see or change, × refused. */
const table = `
                      owner  other  anon  anon + sub  service  no claims  no sub  bad sub  bad JSON
see a queued job      +      –      ×     ×           –        –          –       ×        ×
see a running job     +      –      ×     ×           –        –          –       ×        ×
see a result          +      –      ×     ×           –        –          –       ×        ×
see another's         –      –      ×     ×           –        –          –       ×        ×
see a worker          ×      ×      ×     ×           ×        ×          ×       ×        ×
see the events        +      –      ×     ×           –        –          –       ×        ×
see the queue         ×      ×      ×     ×           ×        ×          ×       ×        ×
submit                +      +      ×     ×           +        ×          ×       ×        ×
submit for the owner  ×      ×      ×     ×           ×        ×          ×       ×        ×
submit as completed   ×      ×      ×     ×           ×        ×          ×       ×        ×
cancel when queued    +      –      ×     ×           –        –          –       ×        ×
cancel when running   +      –      ×     ×           –        –          –       ×        ×
cancel when over      –      –      ×     ×           –        –          –       ×        ×
cancel another's      –      –      ×     ×           –        –          –       ×        ×
complete              ×      –      ×     ×           –        –          –       ×        ×
run again             –      –      ×     ×           –        –          –       ×        ×
set progress          ×      ×      ×     ×           ×        ×          ×       ×        ×
set attempt           ×      ×      ×     ×           ×        ×          ×       ×        ×
set result            ×      ×      ×     ×           ×        ×          ×       ×        ×
take over             ×      ×      ×     ×           ×        ×          ×       ×        ×
delete                ×      ×      ×     ×           ×        ×          ×       ×        ×
empty                 ×      ×      ×     ×           ×        ×          ×       ×        ×
add an event          ×      ×      ×     ×           ×        ×          ×       ×        ×
change an event       ×      ×      ×     ×           ×        ×          ×       ×        ×
delete an event       ×      ×      ×     ×           ×        ×          ×       ×        ×
`;

/** Permission denied, and claims that cannot be read; anything else is a fault of the table. */
const refusals = ["42501", "22P02"];

/** Undoes what an actor did. */
class Undo extends Error {}

async function act(
  database: Database,
  { role, claims }: (typeof actors)[string],
  statement: string,
): Promise<"+" | "–" | "×"> {
  let outcome: "+" | "–" = "–";
  const told = typeof claims === "string" ? claims : JSON.stringify(claims);
  const work = async (session: Session) => {
    await session.query("select set_config('request.jwt.claims', $1, true)", [told]);
    const { rows, affected }: Answered<object> = await session.query(statement);
    outcome = rows.length + affected > 0 ? "+" : "–";
    throw new Undo();
  };
  try {
    await asUser(database, { role, claims: {} }, work);
  } catch (error) {
    if (error instanceof DatabaseError && refusals.includes(error.code)) return "×";
    if (!(error instanceof Undo)) throw error;
  }
  return outcome;
}

/** Jobs of the owner in three states, whose ids it returns, and one of the other's. */
async function fill(database: Database): Promise<ReadonlyMap<string, string>> {
  const add = async (user: string, state: string) => {
    const { rows } = await database.query<{ id: string }>(
      `insert into public.jobs (owner, kind, request, state, finished_at)
       values ($1, 'count', '{}', $2, case when $2 = 'completed' then now() end) returning id`,
      [user, state],
    );
    return [state, rows[0]!.id] as const;
  };
  await add(other, "queued");
  return new Map([
    await add(owner, "queued"),
    await add(owner, "running"),
    await add(owner, "completed"),
  ]);
}

onBothDatabases("the policies are the table", async (database) => {
  const ids = await fill(database);
  const [head, ...lines] = table.trim().split("\n");
  const names = head!.trim().split(/ {2,}/);
  assert.deepEqual(names, Object.keys(actors));
  assert.equal(lines.length, Object.keys(actions).length);

  const found: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const line of lines) {
    const [action, ...outcomes] = line.split(/ {2,}/);
    const statement = actions[action!]!.replace(/:(\w+)/g, (_, state) => `'${ids.get(state)}'`);
    for (const [index, name] of names.entries()) {
      expected[`${name}: ${action}`] = outcomes[index]!;
      found[`${name}: ${action}`] = await act(database, actors[name]!, statement);
    }
  }
  assert.deepEqual(found, expected);
});

onBothDatabases("a user's role and claims end with the transaction", async (database) => {
  const told = "select current_user as role, current_setting('request.jwt.claims', true) as claims";
  const user: Identity = { role: "authenticated", claims: { sub: owner } };
  const within = await asUser(database, user, (session) => session.query(told));
  assert.deepEqual(within.rows, [{ role: "authenticated", claims: `{"sub":"${owner}"}` }]);
  await assert.rejects(asUser(database, user, (session) => session.query("select 1 / 0")));
  // As many as come over every connection that the transactions may have used.
  const after = await Promise.all(Array.from({ length: 50 }, () => database.query(told)));
  for (const { rows } of after) {
    assert.deepEqual([rows[0]!.role, rows[0]!.claims || null], ["retort", null]);
  }
});

test("who comes by another way than the program submits nothing, and may cancel", {
  skip: lackOf("postgres"),
}, async (context) => {
  const ending = lastFirst(context);
  const { url, dataDir } = await newDatabase(ending, "postgres");
  const database = await openDatabase({ url, dataDir });
  ending.after(() => database.close());
  const identity: Identity = { role: "authenticated", claims: { sub: owner } };
  const submit = "insert into public.jobs (kind, request) values ('count', '{}') returning id";
  const { rows } = await asUser(database, identity, (session) => session.query(submit));

  // As PostgREST connects: a role that may become the users' roles, and no more.
  const role = `retort_rest_${Math.random().toString(36).slice(2)}`;
  await using maker = await connectAsOwner(url!);
  await maker.query(`create role ${role} login in role authenticated`);
  ending.after(async () => {
    await using cleaner = await connectAsOwner(process.env.TEST_DATABASE_URL!);
    await cleaner.query(`drop role ${role}`);
  });
  await using rest = await connectAsOwner(url!.replace(/\/\/[^@]*@/, `//${role}@`));
  await rest.query(`set role authenticated;
    select set_config('request.jwt.claims', '{"sub": "${owner}"}', false)`);
  await assert.rejects(rest.query(submit), { code: "42501" });
  await rest.query("update public.jobs set state = 'cancelled' where id = $1", [rows[0]!.id]);
  const { rows: now } = await database.query("select state from public.jobs");
  assert.deepEqual(now, [{ state: "cancelled" }]);
});

onBothDatabases("what one user's transaction holds, another's does not see", async (database) => {
  const users = Array.from(
    { length: 20 },
    (_, n) => `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`,
  );
  const submitAndList = (sub: string) =>
    asUser(database, { role: "authenticated", claims: { sub } }, async (session) => {
      await session.query("insert into public.jobs (kind, request) values ('count', '{}')");
      const { rows } = await session.query<{ owner: string }>("select owner from public.jobs");
      assert(rows.length > 0 && rows.every((row) => row.owner === sub));
    });
  await Promise.all(Array.from({ length: 400 }, (_, n) => submitAndList(users[(n * 7) % 20]!)));
  const { rows } = await database.query(
    "select owner, count(*)::int from public.jobs group by owner",
  );
  assert.equal(rows.length, 20);
  assert(rows.every(({ count }) => count === 20));
});
