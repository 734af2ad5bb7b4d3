/** Sweeps over HTTP, from a request to a file that NumPy reads and the registry knows. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findDataset } from "#src/impedance/datasets/registry.ts";
import { localUser } from "#src/storage/identity.ts";
import { databaseKinds, lackOf, newDatabase } from "./support/databases.ts";
import { lastFirst } from "./support/last-first.ts";
import { askPython, withoutNumpy } from "./support/numpy.ts";
import { filenameOf, startSweeps } from "./support/sweep-jobs.ts";

const { REFERENCE_DIR } = process.env;
const withoutReference =
  REFERENCE_DIR === undefined ? "REFERENCE_DIR names no reference data" : withoutNumpy;

/** Holds our file against one of the established program: prints what differs, and our metadata. */
const comparison = `
import json, sys, numpy as np
ours, theirs = (np.load(path, allow_pickle=True) for path in sys.argv[1:3])
faults = []
if ours.files != ["parameters", "resnorms", "spectrum", "frequencies", "metadata", "metadata_json"]:
    faults.append(f"arrays {ours.files}")
for name in ["parameters", "resnorms", "spectrum", "frequencies"]:
    if ours[name].shape != theirs[name].shape or ours[name].dtype != np.dtype("<f4"):
        faults.append(f"{name} is {ours[name].dtype} {ours[name].shape}")
if not np.all(np.diff(ours["resnorms"]) >= 0): faults.append("resnorms do not rise")
# Rows by their parameters; ranks by groups of equal resnorms.
one, other = (np.lexsort(data["parameters"].T) for data in (ours, theirs))
if not np.array_equal(ours["parameters"][one], theirs["parameters"][other]): faults.append("parameters")
a, b = ours["resnorms"][one], theirs["resnorms"][other]
if not np.allclose(a, b, rtol=5e-6, atol=0): faults.append("resnorms")
a, b = ours["spectrum"][one].astype(float), theirs["spectrum"][other].astype(float)
size = np.abs(b[..., 0] + 1j * b[..., 1])
for column in range(3):
    if np.max(np.abs(a[..., column] - b[..., column]) / size) > 5e-6: faults.append(f"column {column}")
if np.max(np.abs(a[..., 3] - b[..., 3])) > np.degrees(5e-6): faults.append("phase")
edges = np.flatnonzero(np.diff(theirs["resnorms"]) > 1e-6 * theirs["resnorms"][1:]) + 1
for mine, its in zip(*(np.split(data["parameters"], edges) for data in (ours, theirs))):
    if not np.array_equal(mine[np.lexsort(mine.T)], its[np.lexsort(its.T)]): faults.append("order")
metadata, known = ours["metadata"].item(), theirs["metadata"].item()
for key, value in known.items():
    if type(metadata.get(key)) is not type(value): faults.append(f"type of {key}")
    if key not in ("export_timestamp", "best_resnorm") and metadata.get(key) != value: faults.append(key)
if metadata["best_resnorm"] != float(ours["resnorms"][0]): faults.append("best_resnorm")
if json.loads(str(ours["metadata_json"])) != metadata: faults.append("metadata_json")
print(json.dumps({"faults": faults, "metadata": metadata, "best": ours["parameters"][0].tolist()}))
`;

for (const kind of databaseKinds) {
  const skip = lackOf(kind) || withoutReference;
  test(`the default sweep is the established program's (${kind})`, { skip }, async (t) => {
    const ending = lastFirst(t);
    const sweeps = await startSweeps(ending, await newDatabase(ending, kind));
    const job = await sweeps.submit({ name: "Epithelium" });
    assert.equal(filenameOf(job), "grid_5_freq_0.1_100000.npz");
    const result = await sweeps.resultOf(job);
    const { filename, sha256, size } = result;
    const path = sweeps.pathOf(filename);
    const bytes = readFileSync(path);
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256);
    assert.equal(bytes.length, size);

    const reference = join(REFERENCE_DIR!, "impedance", "npz", filename);
    const { faults, metadata, best } = askPython(comparison, [path, reference]) as {
      faults: string[];
      metadata: Record<string, unknown>;
      best: number[];
    };
    assert.deepEqual(faults, []);
    assert.deepEqual(Object.keys(metadata).slice(-7), [
      ...["circuit", "metric", "reference", "axes", "fixed", "n_invalid", "retort_version"],
    ]);
    assert.equal(metadata.export_timestamp, Date.parse(job.created_at) / 1000);
    const at = { Rsh: 5005, Ra: 5005, Ca: 2.505e-5, Rb: 5005, Cb: 2.505e-5 };
    assert.deepEqual(metadata.reference, { parameters: at });
    const names = metadata.param_names as string[];
    assert.deepEqual(
      names.map((name) => Math.fround(result.best![name]!)),
      best,
    );
    const { n_parameter_sets, n_frequencies, n_invalid, identifiability } = result;
    assert.deepEqual([n_parameter_sets, n_frequencies, n_invalid], [3125, 100, 0]);
    assert.equal(identifiability!.rank, 4);
    assert.match(identifiability!.sentences.join(), /^Rsh .* leaves the spectrum as it is\.$/);

    const dataset = await findDataset(sweeps.platform.database, localUser, filename);
    assert.equal(dataset.name, "Epithelium");
    assert.deepEqual([dataset.sha256, dataset.bytes], [sha256, size]);
    assert.deepEqual([dataset.parameterSets, dataset.gridSize], [3125, 5]);
    assert.equal(dataset.bestResnorm, metadata.best_resnorm);
    assert.equal(dataset.isPublic, false);
    assert.deepEqual(dataset.metadata, metadata);
  });

  test(`a sweep that is cancelled stops, and leaves nothing (${kind})`, {
    skip: lackOf(kind),
  }, async (t) => {
    const ending = lastFirst(t);
    const settings = await newDatabase(ending, kind);
    const sweeps = await startSweeps(ending, settings);
    // Four gigabytes: it is in the middle whenever it is cancelled.
    const large = { grid_size: 12, n_frequencies: 1000 };
    for (const stage of [/^(Ranked|Written)/, /^Written/]) {
      const job = await sweeps.submit(large);
      await sweeps.until(job, ({ message }) => stage.test(message));
      assert.equal((await sweeps.cancel(job)).state, "cancelled");
      // Its name is free at once, and others are swept while it stops.
      const next = await sweeps.submit({ grid_size: 2 });
      assert.equal((await sweeps.resultOf(next)).n_parameter_sets, 32);
      assert.equal(existsSync(sweeps.pathOf(filenameOf(job))), false);
    }
    const { rows } = await sweeps.platform.database.query<{ computed: boolean }>(
      "select is_computed as computed from public.circuit_configurations where user_id is not null",
    );
    assert.deepEqual(rows, [{ computed: true }, { computed: true }]);
    // What was written of them is gone with them.
    await sweeps.platform.jobs.close({ graceSeconds: 5 });
    assert.deepEqual(readdirSync(join(settings.dataDir, "blobs", ".incoming")), []);
  });
}

/** A general circuit by NumPy, in the contract's arrays: what our file should hold. */
const general = `
import json, sys, numpy as np
data, request = np.load(sys.argv[1], allow_pickle=True), json.loads(sys.argv[2])
f, zref = (np.array(request["reference"][k]) for k in ("frequencies", "real"))
zref = zref + 1j * np.array(request["reference"]["imag"])
r0 = np.linspace(20, 10, 3)
r1 = np.logspace(np.log10(50), np.log10(500), 5)
alpha = np.linspace(0.5, 1, 4)
R0, R1, A = (axis.ravel() for axis in np.meshgrid(r0, r1, alpha, indexing="ij"))
jw = 2j * np.pi * f
Z = R0[:, None] + 1 / (1 / R1[:, None] + 2e-4 * jw ** A[:, None])
measure = np.sqrt(np.mean(np.abs(Z - zref) ** 2 / np.abs(zref) ** 2, axis=1))
order = np.argsort(measure, kind="stable")
faults = []
def near(name, ours, theirs):
    if ours.shape != theirs.shape or not np.allclose(ours, theirs, rtol=5e-6, atol=0): faults.append(name)
near("parameters", data["parameters"], np.stack([R0, R1, np.full(60, 2e-4), A], axis=1)[order])
near("resnorms", data["resnorms"], measure[order])
near("frequencies", data["frequencies"], f)
spectrum = data["spectrum"].astype(float)
if np.max(np.abs(spectrum[..., 0] + 1j * spectrum[..., 1] - Z[order]) / np.abs(Z[order])) > 5e-6: faults.append("spectrum")
if spectrum.shape != (60, len(f), 2): faults.append("shape")
print(json.dumps({"faults": faults, "metadata": data["metadata"].item()}))
`;

test("any circuit is swept, on axes of any kind, against what was measured", {
  skip: withoutNumpy,
}, async (t) => {
  const ending = lastFirst(t);
  const sweeps = await startSweeps(ending, await newDatabase(ending, "pglite"));
  const request = {
    circuit: "R0-p(R1,CPE1)",
    axes: [
      { parameter: "R0", scale: "linear", from: 20, to: 10, count: 3 },
      { parameter: "R1", from: 50, to: 500, count: 5 },
      { parameter: "CPE1_1", scale: "linear", from: 0.5, to: 1, count: 4 },
    ],
    fixed: { CPE1_0: 2e-4 },
    reference: {
      frequencies: [1e4, 300, 7, 0.5],
      real: [15, 17, 90, 140],
      imag: [-1, -20, -60, 3],
    },
    metric: "modulus-weighted",
    columns: "complex",
    compression: "deflate",
  };
  const job = await sweeps.submit(request);
  assert.equal(filenameOf(job), "grid_3x5x4_freq_0.5_10000.npz");
  const { filename } = await sweeps.resultOf(job);
  const args = [sweeps.pathOf(filename), JSON.stringify(request)];
  const { faults, metadata } = askPython(general, args) as {
    faults: string[];
    metadata: Record<string, unknown>;
  };
  assert.deepEqual(faults, []);
  assert.equal(metadata.grid_size, null);
  assert.equal(metadata.metric, "modulus-weighted");
  assert.deepEqual(metadata.reference, request.reference);
  assert.deepEqual(metadata.param_names, ["R0", "R1", "CPE1_0", "CPE1_1"]);
  assert.deepEqual(metadata.param_units, ["ohm", "ohm", "Ω⁻¹·s^α", ""]);
  assert.deepEqual(metadata.spectrum_columns, ["real", "imag"]);
  const { parameter, ...second } = request.axes[1]!;
  assert.deepEqual((metadata.axes as object[])[1], { parameter, scale: "logarithmic", ...second });
});
