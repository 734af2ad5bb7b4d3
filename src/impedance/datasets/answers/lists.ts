/** Which datasets there are, and what their owners change of them. */
import * as z from "zod";
import { line } from "#src/schema/text.ts";

const success = z.literal("success");
const must = (be: string) => ({ error: `must be ${be}` });

/** A dataset in a list. */
export const listedDataset = z.object({
  filename: z.string().describe("Names the dataset in every path"),
  directory: z.enum(["precomputed", "user_generated"]),
  size_mb: z.number().describe("Of 1,048,576 bytes each"),
  size_bytes: z.int(),
  modified: z.number().describe("When the file was made, in seconds since 1970"),
  loaded: z
    .boolean()
    .describe("Whether the server has it opened; it need not be loaded to be read"),
  type: z.enum(["precomputed", "user_generated"]),
  registered: z
    .literal(true)
    .describe("Files that are not registered are nobody's, and not listed"),
  sha256: z.string().describe("Of the file, in hexadecimal"),
  circuit: z.string().describe("As R0-p(R1,C1); `unknown` where the file does not say"),
  circuit_parameters: z
    .record(z.string(), z.unknown())
    .describe("What was swept and what was fixed"),
  param_names: z.array(z.string()).describe("Empty where only the file knows them"),
  grid_size: z.int().nullable().describe("Values on each axis; null if they differ"),
  n_parameters: z.int().describe("Sets of parameters: rows of the file"),
  n_frequencies: z.int(),
  freq_min: z.number().describe("In Hz"),
  freq_max: z.number().describe("In Hz"),
  metric: z.string().describe("What rows are ranked by"),
  best_resnorm: z.number().nullable(),
  name: z.string().describe("What people call it"),
  owner: z.uuid().nullable().describe("Null for samples, which are nobody's"),
  owner_name: z.string().nullable(),
  is_own: z.boolean(),
  is_public: z.boolean(),
  session: z.uuid().nullable().describe("In which its owner keeps it"),
  available: z.boolean().describe("Whether the file was there when it was last looked for"),
  problems: z.array(z.string()).describe("What is wrong with the file; empty if nothing is"),
  created_at: z.iso.datetime().describe("When it was registered"),
});

/** A dataset in a list, parsed. */
export type ListedDataset = z.output<typeof listedDataset>;

const directories = z.object({
  precomputed: z.int().describe("Samples that came with the program"),
  user_generated: z.int(),
});

/** A page of the datasets that somebody may see, the newest first. */
export const datasetPage = z.object({
  status: success,
  datasets: z.array(listedDataset),
  directories: directories.describe("How many there are in each, on all pages"),
  next: z.string().nullable().describe("`cursor` of the next page; null at the end"),
});

/** A page of datasets, parsed. */
export type DatasetPage = z.output<typeof datasetPage>;

/** Whether the instrument works, and what it has. */
export const datasetStatus = z.object({
  status: z.literal("online"),
  loaded_datasets: z.int().describe("Datasets that the server has opened"),
  available_files: z.int().describe("Those that whoever asks may see, and whose file is there"),
  directories,
  memory_usage: z.string().describe('Of the server, as "12.3 MB"'),
});

/** What an owner changes of a dataset; what is left out stays as it is. */
export const datasetChange = z.strictObject({
  is_public: z.boolean(must("true or false")).optional().describe("Whether everybody may read it"),
  name: line(1, 255).optional(),
  session: z.uuid(must("a session's id")).nullable().optional().describe("null: in none"),
});

/** What an owner changes. */
export type DatasetChange = z.input<typeof datasetChange>;

/** A dataset after it was changed, or sent. */
export const changedDataset = z.object({ status: success, dataset: listedDataset });

/** The same, parsed. */
export type ChangedDataset = z.output<typeof changedDataset>;

/** A dataset that is no more. */
export const deletedDataset = z.object({ status: success, filename: z.string() });
