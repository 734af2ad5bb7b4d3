/** Tags and sessions over HTTP, on a file that a user has sent. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type {
  BestResults,
  SavedSession,
  SavedTag,
  TagPage,
} from "#src/impedance/datasets/answers.ts";
import { wholeApp } from "#test/support/app.ts";
import { newDatabase } from "#test/support/databases.ts";
import { lastFirst } from "#test/support/last-first.ts";
import { bearer, secret, tokenFor } from "#test/support/tokens.ts";

/** 243 rows, written by NumPy. */
const file = new URL("fixtures/npz/grid_3_freq_0.1_100000.numpy-2.4.6.npz", import.meta.url);
const dataset = "/api/datasets/three.npz";

test("rows are tagged as the file has them, and tags kept in sessions, over HTTP", async (t) => {
  const ending = lastFirst(t);
  const { app } = await wholeApp(ending, await newDatabase(ending, "pglite"), {
    JWT_SECRET: secret,
  });
  const owner = bearer(await tokenFor());
  const other = bearer(await tokenFor());
  const ask = async <Answer>(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    url: string,
    { as = owner, status = 200, body }: { as?: object; status?: number; body?: object } = {},
  ): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...as },
      ...(body && { payload: body }),
    });
    assert.equal(answer.statusCode, status, `${method} ${url}: ${answer.body}`);
    return answer.json();
  };
  const sent = await app.inject({
    method: "POST",
    url: "/api/datasets?filename=three.npz",
    headers: { ...owner, "content-type": "application/octet-stream" },
    payload: readFileSync(file),
  });
  assert.equal(sent.statusCode, 201, sent.body);
  const { data } = await ask<BestResults>("GET", "/api/best-results/three.npz?n=243");

  await t.test("a tag has the row's own numbers", async () => {
    const body = { rank: 7, label: "Seventh", notes: "One\nof two.", is_reference_model: true };
    const { status, tag } = await ask<SavedTag>("POST", `${dataset}/tags`, { body });
    assert.equal(status, "success");
    assert.equal(tag.resnorm, data.resnorms[6]);
    const names = data.param_names.map((name, i) => [name, data.parameters[6]![i]]);
    assert.deepEqual(Object.entries(tag.parameters).sort(), names.sort());
    assert.deepEqual(
      [tag.rank, tag.label, tag.notes, tag.category, tag.is_reference_model, tag.is_own],
      [7, "Seventh", "One\nof two.", "", true, true],
    );
    await ask("POST", `${dataset}/tags`, { body: { rank: 243, label: "The worst" } });
    const first = await ask<TagPage>("GET", `${dataset}/tags?limit=1`);
    const second = await ask<TagPage>("GET", `${dataset}/tags?limit=1&cursor=${first.next}`);
    assert.deepEqual(
      [...first.tags, ...second.tags].map(({ label }) => label),
      ["The worst", "Seventh"],
    );
    assert.equal(second.next, null);
    await ask("DELETE", `${dataset}/tags/243`);
    await ask("DELETE", `${dataset}/tags/243`, { status: 404 });
  });

  await t.test("what cannot be tagged is named", async () => {
    const refused = async (body: object) => {
      const answer = await ask<{ status: string; errors: { path: string; message: string }[] }>(
        "POST",
        `${dataset}/tags`,
        { body, status: 422 },
      );
      assert.equal(answer.status, "error");
      return answer.errors.map(({ path, message }) => `${path} ${message}`);
    };
    assert.deepEqual(await refused({ rank: 244, label: "Beyond" }), [
      "rank must be a whole number from 1 to 243, but is 244",
    ]);
    assert.deepEqual(await refused({ rank: 1, label: "Elsewhere", session: randomUUID() }), [
      "session is no session of yours",
    ]);
    const wrong = { rank: 0, label: "a\0b", notes: "\ud800", category: 7, resnorm: 1 };
    assert.deepEqual((await refused(wrong)).map((fault) => fault.split(" ")[0]).sort(), [
      "category",
      "label",
      "notes",
      "rank",
      "resnorm",
    ]);
  });

  await t.test("others see the tags of what is public, and have their own", async () => {
    const body = { rank: 7, label: "Mine" };
    for (const [method, url] of [
      ["GET", `${dataset}/tags`],
      ["POST", `${dataset}/tags`],
      ["DELETE", `${dataset}/tags/7`],
    ] as const) {
      await ask(method, url, { as: other, status: 404, ...(method === "POST" && { body }) });
      await ask(method, url, { as: {}, status: 401, ...(method === "POST" && { body }) });
    }
    await ask("PATCH", dataset, { body: { is_public: true } });
    await ask("POST", `${dataset}/tags`, { as: other, body });
    const { tags } = await ask<TagPage>("GET", `${dataset}/tags`, { as: other });
    assert.deepEqual(
      tags.map(({ label, is_own }) => [label, is_own]),
      [
        ["Mine", true],
        ["Seventh", false],
      ],
    );
    await ask("DELETE", `${dataset}/tags/7`, { as: other });
    const left = await ask<TagPage>("GET", `${dataset}/tags`);
    assert.deepEqual(
      left.tags.map(({ label }) => label),
      ["Seventh"],
    );
    await ask("GET", `${dataset}/tags`, { as: {}, status: 401 });
  });

  await t.test("sessions are begun, renamed, filled and deleted by their owner", async () => {
    const body = { name: "Membranes" };
    const { session } = await ask<SavedSession>("POST", "/api/sessions", { body, status: 201 });
    const path = `/api/sessions/${session.id}`;
    const rename = { body: { name: "Skins" } };
    for (const [as, status] of [
      [other, 404],
      [{}, 401],
    ] as const) {
      await ask("PATCH", path, { as, status, ...rename });
      await ask("DELETE", path, { as, status });
    }
    const renamed = await ask<SavedSession>("PATCH", path, rename);
    assert.equal(renamed.session.name, "Skins");
    await ask("PATCH", dataset, { body: { session: session.id } });
    const seen = async (as: object) => {
      const { datasets } = await ask<{ datasets: { session: string | null }[] }>(
        "GET",
        "/api/datasets",
        { as },
      );
      return datasets.map(({ session }) => session);
    };
    assert.deepEqual([await seen(owner), await seen(other)], [[session.id], [null]]);
    const { sessions } = await ask<{ sessions: object[] }>("GET", "/api/sessions");
    assert.deepEqual(sessions, [renamed.session]);
    assert.deepEqual(await ask("DELETE", path), { status: "success" });
    assert.deepEqual(await seen(owner), [null]);
    await ask("POST", "/api/sessions", { body: { name: "" }, status: 422 });
    await ask("DELETE", "/api/sessions/1", { status: 422 });
  });
});
