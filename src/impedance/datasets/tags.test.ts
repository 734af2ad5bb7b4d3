/** Tags and sessions on both databases. */
import assert from "node:assert/strict";
import { DatabaseError } from "#src/storage/failure.ts";
import { asUser } from "#src/storage/identity.ts";
import { noFile, register } from "#test/support/registered.ts";
import { newUser, onSharedDatabases } from "#test/support/shared-database.ts";
import { changeDataset, forgetDataset } from "./registry.ts";
import {
  createSession,
  deleteSession,
  listSessions,
  NoSuchSessionError,
  renameSession,
} from "./sessions.ts";
import { listTags, type NewTag, NoSuchTagError, putTag, removeTag } from "./tags.ts";

const page = { limit: 10 };

const best: NewTag = {
  rank: 1,
  resnorm: 1234567.875,
  parameters: { Rsh: 10, Ca: 2.5e-5 },
  label: "Best",
  notes: "As expected.\nAlmost.",
  category: "membranes",
  isReference: true,
  session: null,
};

const isRefused = (error: unknown) => error instanceof DatabaseError && error.code === "42501";

onSharedDatabases("tags and sessions", {
  "each user has a tag of their own on a row": async (database, me) => {
    const other = newUser();
    const { dataset } = await register(database, me.id, "tagged-0.npz", true);
    await asUser(database, other, (session) =>
      session.query("insert into public.user_profiles (username) values ('ada')"),
    );
    const mine = await putTag(database, me, dataset, best);
    const theirs = await putTag(database, other, dataset, { ...best, label: "Mine too" });
    assert.notEqual(mine.id, theirs.id);

    const again = await putTag(database, me, dataset, {
      ...best,
      label: "Still the best",
      notes: "",
    });
    const { id, tagged_at, ...told } = again;
    assert.equal(id, mine.id);
    assert(tagged_at > mine.tagged_at);
    assert.deepEqual(told, {
      rank: 1,
      resnorm: 1234567.875,
      parameters: { Rsh: 10, Ca: 2.5e-5 },
      label: "Still the best",
      notes: "",
      category: "membranes",
      is_reference_model: true,
      user: me.id,
      user_name: null,
      is_own: true,
      session: null,
    });
    for (const identity of [me, other]) {
      const { tags, next } = await listTags(database, identity, dataset, page);
      assert.equal(next, null);
      assert.deepEqual(
        tags.map((tag) => [tag.label, tag.user_name, tag.is_own]),
        [
          ["Mine too", "ada", identity === other],
          ["Still the best", null, identity === me],
        ],
      );
    }
    await removeTag(database, me, dataset, 1);
    await assert.rejects(removeTag(database, me, dataset, 1), NoSuchTagError);
    const { tags } = await listTags(database, me, dataset, page);
    assert.deepEqual(
      tags.map(({ id }) => id),
      [theirs.id],
    );
  },

  "what a row has not is nothing in its tag": async (database, me) => {
    const { dataset } = await register(database, me.id, "tagged-1.npz", false);
    for (const resnorm of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const tag = { ...best, resnorm, parameters: { R0: Number.NaN } };
      const { resnorm: kept, parameters } = await putTag(database, me, dataset, tag);
      assert.deepEqual([kept, parameters], [null, { R0: null }]);
    }
  },

  "a tag on what is private again is its author's to see and remove": async (database, me) => {
    const other = newUser();
    const { dataset } = await register(database, me.id, "tagged-2.npz", true);
    await putTag(database, other, dataset, best);
    await changeDataset(database, me, "tagged-2.npz", { isPublic: false });
    await assert.rejects(putTag(database, other, dataset, { ...best, label: "Again" }), isRefused);
    await assert.rejects(putTag(database, other, dataset, { ...best, rank: 2 }), isRefused);
    const count = await asUser(database, other, (session) =>
      session.query("select from public.tagged_npz_models where npz_dataset_id = $1", [dataset]),
    );
    assert.equal(count.rows.length, 1);
    assert.equal((await listTags(database, me, dataset, page)).tags.length, 1);
    await removeTag(database, other, dataset, 1);
    assert.equal((await listTags(database, me, dataset, page)).tags.length, 0);
  },

  "tags go with their dataset": async (database, me) => {
    const other = newUser();
    const { dataset } = await register(database, me.id, "tagged-3.npz", true);
    await putTag(database, other, dataset, best);
    await forgetDataset(database, me, "tagged-3.npz", noFile);
    const left = await asUser(database, other, (session) =>
      session.query("select from public.tagged_npz_models where npz_dataset_id = $1", [dataset]),
    );
    assert.equal(left.rows.length, 0);
  },

  "sessions are their owner's, and keep tags together": async (database, me) => {
    const other = newUser();
    const { dataset } = await register(database, me.id, "tagged-4.npz", true);
    const work = await createSession(database, me, "Membranes");
    const later = await createSession(database, me, "Later");
    assert.deepEqual(await listSessions(database, me, page), {
      sessions: [later, work],
      next: null,
    });
    assert.equal((await listSessions(database, me, { limit: 1 })).sessions.length, 1);
    assert.deepEqual((await listSessions(database, other, page)).sessions, []);
    assert.equal((await renameSession(database, me, work.id, "Skins")).name, "Skins");

    assert.equal(
      (await putTag(database, me, dataset, { ...best, session: work.id })).session,
      work.id,
    );
    await assert.rejects(putTag(database, other, dataset, { ...best, session: work.id }), {
      statusCode: 422,
      errors: [{ path: "session", message: "is no session of yours" }],
    });
    await assert.rejects(renameSession(database, other, work.id, "Mine"), NoSuchSessionError);
    await assert.rejects(deleteSession(database, other, work.id), NoSuchSessionError);
    await deleteSession(database, me, work.id);
    const { tags } = await listTags(database, me, dataset, page);
    assert.deepEqual(
      tags.map(({ session }) => session),
      [null],
    );
  },
});
