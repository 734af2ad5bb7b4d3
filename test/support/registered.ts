/** Registered datasets for tests of what the registry knows; nobody looks for their files. */
import {
  insertConfiguration,
  type NewConfiguration,
} from "#src/impedance/datasets/configurations.ts";
import { type NewDataset, registerDataset } from "#src/impedance/datasets/registration.ts";
import type { Database } from "#src/storage/database.ts";

/** A configuration, as `insertConfiguration` takes it. */
export function configuration(owner: string | null, isPublic: boolean): NewConfiguration {
  return {
    owner,
    name: "Two membranes",
    isPublic,
    circuit: "p(Rsh,p(Ra,Ca)-p(Rb,Cb))",
    circuitParameters: { Rsh: { from: 10, to: 10000 } },
    gridSize: 5,
    frequencies: 100,
    freqMin: 0.1,
    freqMax: 100000,
  };
}

/** A dataset of a configuration, as `registerDataset` takes it. */
export function dataset(owner: string | null, filename: string, configuration: string): NewDataset {
  return {
    owner,
    filename,
    configuration,
    location: owner === null ? "precomputed" : "user_generated",
    name: filename.replace(/\.npz$/, ""),
    bytes: 5_083_136,
    sha256: "0123456789abcdef".repeat(4),
    gridSize: 5,
    parameterSets: 3125,
    frequencies: 100,
    freqMin: 0.1,
    freqMax: 100000,
    metric: "resnorm",
    bestResnorm: 12.5,
    metadata: { grid_size: 5 },
    computedAt: new Date("2026-11-21T08:00:00Z"),
  };
}

/** Registers a dataset as the program does; both rows' UUIDs. */
export function register(
  database: Database,
  owner: string | null,
  filename: string,
  isPublic: boolean,
): Promise<{ configuration: string; dataset: string }> {
  return database.transaction(async (session) => {
    const id = await insertConfiguration(session, configuration(owner, isPublic));
    return {
      configuration: id,
      dataset: await registerDataset(session, dataset(owner, filename, id)),
    };
  });
}

/** Deletes the file of one of these: there is none. */
export async function noFile(): Promise<void> {}
