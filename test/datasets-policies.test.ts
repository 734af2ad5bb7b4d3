/** Who may do what with circuits, datasets, tags and sessions, on both databases. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Database } from "#src/storage/database.ts";
import { lackOf, onBothDatabases } from "#test/support/databases.ts";
import { config, datasetPolicies, npz } from "#test/support/policies-of-datasets.ts";
import { tag, tagPolicies } from "#test/support/policies-of-tags.ts";
import { actors, fill, owner } from "#test/support/policy-rows.ts";
import { assertPolicies } from "#test/support/policy-table.ts";
import { connectAsRest } from "#test/support/rest.ts";
import { openSupabaseLike } from "#test/support/supabase-like.ts";

async function assertAll(database: Database, ids: Record<string, string>): Promise<void> {
  for (const policies of [datasetPolicies, tagPolicies]) {
    await assertPolicies(database, { actors, ids, ...policies });
  }
}

onBothDatabases("the policies of circuits and datasets are the table", async (database) => {
  await assertAll(database, await fill(database));
});

test("they are the table where everybody is granted everything, as on Supabase", {
  skip: lackOf("postgres"),
}, async (context) => {
  const { ending, url, database } = await openSupabaseLike(context);
  const ids = await fill(database);
  await assertAll(database, ids);

  // What comes with a file is the program's to say; the rest is the owner's by any way.
  const rest = await connectAsRest(ending, url, owner);
  const register = rest.query(npz("auth.uid()", `'${ids.unused}'`));
  await assert.rejects(register, { code: "42501" });
  await assert.rejects(rest.query("select free_dataset_name('new.npz')"), { code: "42501" });
  const remove = `delete from circuit_npz_datasets where id = '${ids.publicNpz}'`;
  assert.equal((await rest.query(remove)).affected, 0);
  for (const statement of [
    `update circuit_npz_datasets set dataset_name = 'N' where id = '${ids.publicNpz}'`,
    `update circuit_configurations set is_public = true where id = '${ids.unused}'`,
    tag(`'${ids.privateNpz}'`),
    config("auth.uid()"),
  ]) {
    assert.equal((await rest.query(statement)).affected, 1, statement);
  }
});
