/** Datasets of users: who sees what over HTTP, on both databases. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { databaseKinds, lackOf, newDatabase } from "./support/databases.ts";
import { datasetApp } from "./support/dataset-app.ts";
import { lastFirst } from "./support/last-first.ts";
import { bearer, secret, tokenFor } from "./support/tokens.ts";

for (const kind of databaseKinds) {
  test(`a dataset is its owner's until it is published (${kind})`, {
    skip: lackOf(kind),
  }, async (t) => {
    const ending = lastFirst(t);
    const place = await newDatabase(ending, kind);
    const { app, upload } = await datasetApp(ending, place, { JWT_SECRET: secret });
    const owner = bearer(await tokenFor(randomUUID()));
    const stranger = bearer(await tokenFor(randomUUID()));
    const nobody = {};
    assert.equal((await upload("a.npz", undefined, owner)).statusCode, 201);
    assert.equal((await upload("b.npz", undefined, nobody)).statusCode, 401);

    const reads = [
      { method: "GET", url: "/api/download/a.npz" },
      { method: "HEAD", url: "/api/download/a.npz" },
      { method: "GET", url: "/api/best-results/a.npz?n=1" },
      { method: "POST", url: "/api/load/a.npz" },
      { method: "POST", url: "/api/search/a.npz" },
      { method: "POST", url: "/api/spectrum/a.npz", payload: { indices: [0] } },
    ] as const;
    const writes = [
      { method: "PATCH", url: "/api/datasets/a.npz", payload: { name: "mine" } },
      { method: "DELETE", url: "/api/datasets/a.npz" },
    ] as const;
    const statuses = async (who: Record<string, string>, what: readonly object[]) => {
      const answers = what.map((asked) => app.inject({ ...asked, headers: who }));
      return [...new Set((await Promise.all(answers)).map(({ statusCode }) => statusCode))];
    };
    const seen = async (who: Record<string, string>) => {
      const list = (await app.inject({ url: "/api/datasets", headers: who })).json();
      const status = (await app.inject({ url: "/api/status", headers: who })).json();
      return [list.datasets.length, list.directories.user_generated, status.available_files];
    };

    for (const other of [stranger, nobody]) {
      assert.deepEqual(await statuses(other, reads), [404]);
      assert.deepEqual(await seen(other), [0, 0, 0]);
    }
    assert.deepEqual(await statuses(stranger, writes), [404]);
    assert.deepEqual(await seen(owner), [1, 1, 1]);
    assert.equal((await upload("a.npz", undefined, stranger)).statusCode, 409);

    const { paths, components } = (await app.inject("/openapi.json")).json();
    assert.equal(components.securitySchemes.bearer.scheme, "bearer");
    assert.deepEqual(paths["/api/datasets"].post.security, [{ bearer: [] }]);
    assert.deepEqual(paths["/api/datasets"].get.security, [{}, { bearer: [] }]);

    const publish = { method: "PATCH", url: "/api/datasets/a.npz", headers: owner } as const;
    await app.inject({ ...publish, payload: { is_public: true } });
    for (const other of [owner, stranger, nobody]) {
      assert.deepEqual(await statuses(other, reads), [200]);
      assert.deepEqual(await seen(other), [1, 1, 1]);
    }
    assert.deepEqual(await statuses(stranger, writes), [403]);
    assert.deepEqual(await statuses(nobody, writes), [401]);

    await app.inject({ ...publish, payload: { is_public: false } });
    assert.deepEqual(await statuses(stranger, reads), [404]);
    const sync = { method: "POST", url: "/api/datasets/sync" } as const;
    assert.deepEqual(await statuses(owner, [sync]), [403]);
    assert.deepEqual(await statuses(owner, writes.slice(1)), [200]);
    assert.deepEqual(await seen(owner), [0, 0, 0]);
  });
}
