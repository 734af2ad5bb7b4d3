/** What the registry keeps of a file: read from the file itself. */
import type { WrittenBlob } from "#src/storage/blobs/blobs.ts";
import type { DatasetFile } from "./dataset.ts";
import type { Json } from "./metadata.ts";
import { rangesOf } from "./ranges.ts";
import type { NewContents } from "./upkeep.ts";

/** Most characters of what was swept and what was fixed; beyond, it is left to the file. */
const longest = 60_000;

/** A file that was opened, and what the store knows of it. */
export interface Examined extends WrittenBlob {
  readonly file: DatasetFile;
  readonly modified: Date;
}

/**
 * What the registry keeps of a file.
 * @throws BrokenDatasetError when its rows cannot be read
 */
export async function contentsOf({ file, size, sha256, modified }: Examined): Promise<NewContents> {
  return {
    bytes: size,
    sha256,
    gridSize: file.gridSize,
    parameterSets: file.parameterSets,
    frequencies: file.frequencies.length,
    freqMin: file.freqMin,
    freqMax: file.freqMax,
    metric: file.metric,
    bestResnorm: file.bestResnorm,
    metadata: file.metadata,
    computedAt: modified,
    problems: [],
    circuit: file.circuit ?? "unknown",
    circuitParameters: await sweptIn(file),
  };
}

/** The axes as the file says them, else as far as its values reach; and what is the same in all rows. */
async function sweptIn(file: DatasetFile): Promise<Record<string, Json>> {
  const ranges = await rangesOf(file);
  const axes: Json[] = [];
  const fixed: Record<string, Json> = {};
  for (const [i, parameter] of file.parameterNames.entries()) {
    const { min = null, max = null } = ranges[i]!;
    if (min === max) fixed[parameter] = min;
    else axes.push({ parameter, from: min, to: max });
  }
  const swept = { axes: file.metadata.axes ?? axes, fixed };
  return JSON.stringify(swept).length <= longest ? swept : {};
}
