/** What is registered, on both databases: rows as they should be, and no others. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Database, Session } from "#src/storage/database.ts";
import { DatabaseError } from "#src/storage/failure.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import { configuration, dataset, noFile, register } from "#test/support/registered.ts";
import { onSharedDatabases } from "#test/support/shared-database.ts";
import { insertConfiguration } from "./configurations.ts";
import { countDatasets } from "./counts.ts";
import { datasetKey } from "./names.ts";
import { NameTakenError, type NewDataset, registerDataset } from "./registration.ts";
import { findDataset, forgetDataset, NotOwnDatasetError } from "./registry.ts";
import { markAvailability, registeredFiles, renewDataset } from "./upkeep.ts";

const anyone: Identity = { role: "anon", claims: {} };

const isRefused = (code: string) => (error: unknown) =>
  error instanceof DatabaseError && error.code === code;

/** Registers a dataset that differs from the usual one. */
const registerLike = (
  database: Database,
  owner: string,
  filename: string,
  differences: Partial<NewDataset>,
) =>
  database.transaction(async (session) => {
    const config = await insertConfiguration(session, configuration(owner, false));
    return registerDataset(session, { ...dataset(owner, filename, config), ...differences });
  });

onSharedDatabases("registration", {
  "what its owner registers is found as it is": async (database, me) => {
    const config = configuration(me.id, false);
    const id = await asUser(database, me, (session) => insertConfiguration(session, config));
    const before = await isComputed(database, id);
    const made = {
      ...dataset(me.id, "made.npz", id),
      name: "Made \0 today",
      metadata: { a: "\0" },
    };
    await assert.rejects(
      asUser(database, me, (session) => registerDataset(session, made)),
      isRefused("22021"),
    );
    const named = { ...made, name: "Made today", problems: ["Half \ud800"] };
    await asUser(database, me, (session) => registerDataset(session, named));
    assert.deepEqual([before, await isComputed(database, id)], [false, true]);

    const { id: row, createdAt, ...found } = await findDataset(database, me, "made.npz");
    assert(row !== id && createdAt instanceof Date);
    assert.deepEqual(found, {
      filename: "made.npz",
      location: "user_generated",
      name: "Made today",
      owner: me.id,
      ownerName: null,
      isOwn: true,
      isPublic: false,
      circuit: config.circuit,
      circuitParameters: config.circuitParameters,
      gridSize: 5,
      parameterSets: 3125,
      frequencies: 100,
      freqMin: 0.1,
      freqMax: 100000,
      metric: "resnorm",
      bestResnorm: 12.5,
      bytes: made.bytes,
      sha256: made.sha256,
      isAvailable: true,
      // What the database cannot hold is replaced in what files say.
      problems: ["Half \ufffd"],
      configuration: id,
      session: null,
      metadata: { a: "\ufffd" },
      computedAt: made.computedAt,
    });
  },

  "a dataset has its hash, its size and its key in the table": async (database, me) => {
    await register(database, me.id, "hashed.npz", false);
    const { rows } = await database.query<Record<string, unknown>>(
      "select file_hash, file_size_mb::float8, file_path from public.circuit_npz_datasets where user_id = $1",
      [me.id],
    );
    assert.deepEqual(rows, [
      {
        file_hash: "0123456789abcdef",
        file_size_mb: 4.848,
        file_path: datasetKey("user_generated", "hashed.npz"),
      },
    ]);
    const wrong = { sha256: "0123456789ABCDEF".repeat(4) };
    await assert.rejects(registerLike(database, me.id, "unhashed.npz", wrong), isRefused("23514"));
  },

  "resnorms of any size are kept, to the last bit": async (database, me) => {
    const resnorms = [
      99999.99,
      1e5,
      123456789.12345679,
      1e300,
      Number.POSITIVE_INFINITY,
      1e-12,
      null,
    ];
    for (const [i, bestResnorm] of resnorms.entries()) {
      await registerLike(database, me.id, `r${i}.npz`, { bestResnorm });
      assert.equal((await findDataset(database, me, `r${i}.npz`)).bestResnorm, bestResnorm);
    }
  },

  "samples are nobody's and everybody's, and only samples": async (database, me) => {
    await register(database, null, "sample.npz", true);
    for (const identity of [me, anyone]) {
      const { owner, isOwn, location } = await findDataset(database, identity, "sample.npz");
      assert.deepEqual([owner, isOwn, location], [null, false, "precomputed"]);
      await assert.rejects(
        forgetDataset(database, identity, "sample.npz", noFile),
        NotOwnDatasetError,
      );
    }
    await assert.rejects(register(database, null, "hidden.npz", false), isRefused("23514"));
    for (const location of ["precomputed", "temp", "local"]) {
      const differences = { location: location as "precomputed" };
      await assert.rejects(
        registerLike(database, me.id, "x.npz", differences),
        isRefused("23514"),
        location,
      );
    }
  },

  "a name is one file's of all users'": async (database, me) => {
    await register(database, me.id, "taken.npz", false);
    await assert.rejects(register(database, randomUUID(), "taken.npz", false), (error) => {
      assert(error instanceof NameTakenError);
      assert.deepEqual(error.errors, [
        { path: "filename", message: "is taken: choose another than taken.npz" },
      ]);
      return true;
    });
    for (const name of ["../a.npz", ".a.npz", "a/b.npz", "a.npz\n", "ä.npz", ".npz", "a.npy"]) {
      await assert.rejects(register(database, me.id, name, false), isRefused("23514"), name);
    }
  },

  "the program keeps true what is said of files": async (database, me) => {
    const asProgram = <T>(work: (session: Session) => Promise<T>) => database.transaction(work);
    const ownFiles = async () =>
      (await asProgram(registeredFiles)).filter(({ filename }) => /^[abc]\.npz$/.test(filename));
    for (const name of ["a.npz", "b.npz", "c.npz"]) await register(database, me.id, name, false);
    const before = await ownFiles();
    assert.deepEqual(
      before.map(({ filename, isAvailable }) => [filename, isAvailable]),
      [
        ["a.npz", true],
        ["b.npz", true],
        ["c.npz", true],
      ],
    );
    const counted = await countDatasets(database, me);
    const problems = ["Failed to load NPZ file: it ends early"];
    await asProgram((session) =>
      markAvailability(session, ["a.npz", "b.npz"], { isAvailable: false }),
    );
    await asProgram((session) =>
      markAvailability(session, ["b.npz"], { isAvailable: true, problems }),
    );
    const { available } = await countDatasets(database, me);
    assert.equal(counted.available - available, 1);
    assert.deepEqual((await findDataset(database, me, "b.npz")).problems, problems);

    const contents = {
      ...dataset(me.id, "b.npz", ""),
      circuit: "R0-C1",
      circuitParameters: { R0: 1 },
      gridSize: null,
      parameterSets: 12,
      sha256: "f".repeat(64),
      freqMin: 1,
      bestResnorm: null,
    };
    await asProgram((session) => renewDataset(session, "b.npz", contents));
    const renewed = await findDataset(database, me, "b.npz");
    assert.deepEqual(
      [renewed.circuit, renewed.circuitParameters, renewed.gridSize, renewed.parameterSets],
      ["R0-C1", { R0: 1 }, null, 12],
    );
    assert.deepEqual([renewed.problems, renewed.freqMin, renewed.bestResnorm], [[], 1, null]);
    const [a, b] = await ownFiles();
    assert.deepEqual([a!.isAvailable, b!.isAvailable, b!.sha256], [false, true, "f".repeat(64)]);
    assert(b!.checkedAt > before[1]!.checkedAt);
  },
});

async function isComputed(database: Database, id: string): Promise<boolean | undefined> {
  const { rows } = await database.query<{ is_computed: boolean }>(
    "select is_computed from public.circuit_configurations where id = $1",
    [id],
  );
  return rows[0]?.is_computed;
}
