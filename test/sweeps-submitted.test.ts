/** Submitting sweeps: what is refused, and what a file is called. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { datasetKey } from "#src/impedance/datasets/names.ts";
import { databaseKinds, lackOf, newDatabase } from "./support/databases.ts";
import { lastFirst } from "./support/last-first.ts";
import { filenameOf, startSweeps } from "./support/sweep-jobs.ts";

for (const kind of databaseKinds) {
  test(`every sweep has a name of its own (${kind})`, { skip: lackOf(kind) }, async (t) => {
    const ending = lastFirst(t);
    const settings = await newDatabase(ending, kind);
    const sweeps = await startSweeps(ending, settings, { isWorker: false });
    const small = { grid_size: 2, n_frequencies: 10 };
    const jobs = await Promise.all([1, 2, 3].map(() => sweeps.submit(small)));
    const names = ["", "-2", "-3"].map((suffix) => `grid_2_freq_0.1_100000${suffix}.npz`);
    assert.deepEqual(jobs.map(filenameOf).sort(), names.sort());

    // Files that nobody registered keep their names, too.
    const other = { ...small, freq_min: 1 };
    const { blobs } = sweeps.platform;
    for (const suffix of ["", "-2"]) {
      const key = datasetKey("user_generated", `grid_2_freq_1_100000${suffix}.npz`);
      await blobs.write(key, Buffer.from("here before"));
    }
    assert.equal(filenameOf(await sweeps.submit(other)), "grid_2_freq_1_100000-3.npz");

    for (const filename of [names[0]!, "grid_2_freq_1_100000.npz"]) {
      const refused = await sweeps.post({ ...small, filename });
      assert.equal(refused.statusCode, 409);
      assert.equal(refused.json().errors[0].path, "filename");
    }
    assert.equal(filenameOf(await sweeps.submit({ ...small, filename: "Mine.npz" })), "Mine.npz");

    const key = { "idempotency-key": "once" };
    const [first, again] = await Promise.all([sweeps.post(small, key), sweeps.post(small, key)]);
    assert.deepEqual([first.statusCode, again.statusCode].sort(), [200, 202]);
    assert.equal(first.json().id, again.json().id);
    assert.equal((await sweeps.post({ grid_size: 3 }, key)).statusCode, 422);
    const { rows } = await sweeps.platform.database.query<{ count: number }>(
      "select count(*)::int as count from public.circuit_configurations",
    );
    assert.equal(rows[0]!.count, 6);
  });
}

test("what cannot be swept is refused by its name", async (t) => {
  const ending = lastFirst(t);
  const settings = await newDatabase(ending, "pglite");
  const flags = { LIMIT_SWEEP_POINTS: "1000000", LIMIT_DATASET_BYTES: "1000000000" };
  const sweeps = await startSweeps(ending, settings, { isWorker: false, ...flags });
  const axes = [{ parameter: "R0", from: 1, to: 10, count: 10 }];
  const cases: readonly (readonly [object, string, RegExp])[] = [
    [{ circuit: "R0-p(R1" }, "circuit", /./],
    [{ circuit: "R0-p(R1,C1)" }, "axes", /^are needed/],
    [{ circuit: "R0", axes: [{ ...axes[0], parameter: "R9" }] }, "axes.0", /no parameter R9/],
    [{ grid_size: 26 }, "grid_size", /^must be /],
    [{ grid_size: 20 }, "grid_size", /3200000 points; at most 1000000/],
    [{ grid_size: 15, n_frequencies: 100 }, "grid_size", /LIMIT_DATASET_BYTES/],
    [{ circuit: "R0", axes, n_frequencies: 9 }, "n_frequencies", /^must be /],
    [{ freq_min: 10, freq_max: 1 }, "freq_min", /must rise/],
    [{ fixed: { R9: 1 } }, "fixed.R9", /no parameter R9/],
    [{ reference: { parameters: { R9: 1 } } }, "reference.parameters", /no parameter R9/],
    [
      { reference: { frequencies: [1, 2], real: [1], imag: [1, 2] } },
      "reference.real",
      /must have 2 values/,
    ],
    [{ metric: "chi" }, "metric", /^must be one of/],
    [{ columns: "polar" }, "columns", /^must be full or complex/],
    [{ compression: "xz" }, "compression", /^must be stored or deflate/],
    [{ filename: "../a.npz" }, "filename", /^must be letters/],
    [{ priority: 101 }, "priority", /^must be /],
    [{ size: 5 }, "size", /is not a field/],
  ];
  for (const [body, path, message] of cases) {
    const answer = await sweeps.post(body);
    assert.equal(answer.statusCode, 422, JSON.stringify(body));
    const { errors } = answer.json();
    assert.equal(errors[0].path, path, JSON.stringify(errors));
    assert.match(errors[0].message, message);
  }
  const { errors } = (await sweeps.post({ grid_size: 1, metric: "", is_public: 1 })).json();
  assert.deepEqual(
    errors.map(({ path }: { path: string }) => path),
    ["grid_size", "metric", "is_public"],
  );
  const limited = await sweeps.post({ grid_size: 15, n_frequencies: 30, columns: "complex" });
  assert.equal(limited.statusCode, 202);
  const empty = await sweeps.app.inject({ method: "POST", url: "/api/sweeps" });
  assert.equal(empty.statusCode, 202);
});
