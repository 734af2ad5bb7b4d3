/** Looks whether files here are datasets, as the server does before it registers them. */
import { openFile } from "#src/arrays/file-source.ts";
import { BrokenDatasetError } from "#src/impedance/datasets/broken.ts";
import { type DatasetFile, openDataset } from "#src/impedance/datasets/dataset.ts";
import { rangesOf } from "#src/impedance/datasets/ranges.ts";
import { systemSaid } from "./output.ts";
import { inOneLine } from "./table.ts";

/** What was found in a file. */
export interface CheckedDataset {
  /** What is wrong, in sentences; empty for a dataset. */
  readonly problems: readonly string[];
  /** What a dataset is about, in a sentence. */
  readonly says?: string;
}

/** Opens a file as a dataset, and reads all of it through. */
export async function checkDataset(path: string): Promise<CheckedDataset> {
  try {
    await using source = await openFile(path);
    const dataset = await openDataset(source);
    await dataset.verify();
    await rangesOf(dataset);
    return { problems: [], says: sentence(dataset) };
  } catch (error) {
    if (error instanceof BrokenDatasetError) return { problems: error.problems };
    return { problems: [systemSaid(error)] };
  }
}

function sentence({ circuit, parameterSets, frequencies, bestResnorm }: DatasetFile): string {
  const best = bestResnorm === null ? "" : `, the best at ${Number(bestResnorm.toPrecision(6))}`;
  const sets = parameterSets.toLocaleString("en-US");
  const what = circuit === null ? "an unknown circuit" : inOneLine(circuit);
  return `${sets} sets of ${what} at ${frequencies.length} frequencies${best}`;
}
