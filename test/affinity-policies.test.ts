/** Who may do what with files of jobs, screens and ligands, on both databases. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Database } from "#src/storage/database.ts";
import { lackOf, onBothDatabases } from "#test/support/databases.ts";
import { affinityPolicies, file, fillAffinity } from "#test/support/policies-of-affinity.ts";
import { actors as everybody, owner } from "#test/support/policy-rows.ts";
import { assertPolicies } from "#test/support/policy-table.ts";
import { connectAsRest } from "#test/support/rest.ts";
import { openSupabaseLike } from "#test/support/supabase-like.ts";

// Who has no subject is tried on jobs, whose owners are compared in the same way.
const { owner: theOwner, other, anon, program } = everybody;
const actors = { owner: theOwner!, other: other!, anon: anon!, program: program! };

async function assertAll(database: Database): Promise<Record<string, string>> {
  const ids = await fillAffinity(database);
  await assertPolicies(database, { actors, ids, ...affinityPolicies });
  return ids;
}

onBothDatabases("the policies of screens and files are the table", async (database) => {
  await assertAll(database);
});

test("they are the table where everybody is granted everything, as on Supabase", {
  skip: lackOf("postgres"),
}, async (context) => {
  const { ending, url, database } = await openSupabaseLike(context);
  const ids = await assertAll(database);

  // Screens come and go through the program alone: their jobs and files do, too.
  const rest = await connectAsRest(ending, url, owner);
  const submit = "insert into screens (name, request, ligands) values ('New', '{}', 1)";
  await assert.rejects(rest.query(submit), { code: "42501" });
  await assert.rejects(rest.query(file(`'${ids.job}'`)), { code: "42501" });
  const change = async (statement: string) => (await rest.query(statement)).affected;
  assert.equal(await change(`delete from screens where id = '${ids.screen}'`), 0);
  assert.equal(await change(`update screens set name = 'N' where id = '${ids.screen}'`), 1);
});
