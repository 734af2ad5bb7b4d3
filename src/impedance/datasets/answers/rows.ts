/** What is in a dataset: its rows, which are sets of parameters, and their spectra. */
import * as z from "zod";

const success = z.literal("success");
const must = (be: string) => ({ error: `must be ${be}` });

/** Rows of a dataset, counted from 0, which is the best. */
const indices = z.array(z.int().min(0));

const numbers = z.array(z.number().nullable());

const range = z.object({ min: z.number(), max: z.number() });

/** What is in a dataset. */
export const loadedDataset = z.object({
  status: success,
  metadata: z
    .record(z.string(), z.unknown())
    .describe("As the file has it, and what it leaves out"),
  dataset_info: z.object({
    n_parameters: z.int().describe("Sets of parameters: rows of the file"),
    n_frequencies: z.int(),
    frequencies: numbers.describe("In Hz, in the order of every spectrum"),
    parameter_ranges: z
      .record(z.string(), range.partial().extend({ unit: z.string() }))
      .describe(
        "The least and the greatest value in the file, by the parameter's name in lower case",
      ),
  }),
});

/** What is in a dataset, parsed. */
export type LoadedDataset = z.output<typeof loadedDataset>;

/** The best of a dataset. */
export const bestResults = z.object({
  status: success,
  data: z.object({
    parameters: z.array(numbers).describe("[n][parameters]"),
    resnorms: numbers,
    indices,
    param_names: z.array(z.string()),
    param_units: z.array(z.string()),
    n_total: z.int().describe("Rows of the dataset"),
    best_resnorm: z.number().nullable(),
  }),
});

/** The best of a dataset, parsed. */
export type BestResults = z.output<typeof bestResults>;

/** Spectra of a dataset. */
export const spectra = z.object({
  status: success,
  data: z.object({
    frequencies: numbers.describe("In Hz"),
    spectra: z
      .array(z.array(numbers))
      .describe("[n][frequencies][columns], in the order asked for"),
    spectrum_columns: z
      .array(z.string())
      .describe("real, imag in Ω; magnitude in Ω, phase in degrees"),
    freq_range: z.array(z.number()).length(2).describe("The least and the greatest, in Hz"),
  }),
});

/** Spectra, parsed. */
export type Spectra = z.output<typeof spectra>;

const finite = z.number(must("a number"));

/** Most rows of one answer. */
export const mostRows = { best: 100_000, spectra: 10_000, found: 100_000 } as const;

/** Which spectra are wanted. */
export const spectrumRequest = z.strictObject(
  {
    indices: z
      .array(z.int(must("a whole number")), must("a list of rows' numbers"))
      .min(1, must("1 row or more"))
      .max(mostRows.spectra, must(`at most ${mostRows.spectra} rows`))
      .describe("Numbers of rows from 0, which is the best"),
  },
  must('an object that says which rows, as {"indices": [0]}'),
);

/** What is searched for. */
export const setSearch = z.strictObject({
  max_resnorm: finite
    .min(0, must("0 or more"))
    .optional()
    .describe("Greatest resnorm; default: any"),
  limit: z
    .int(must("a whole number"))
    .min(1, must("1 or more"))
    .max(mostRows.found, must(`at most ${mostRows.found}`))
    .default(1000)
    .describe("Most rows that are found"),
  ranges: z
    .record(z.string(), z.strictObject({ min: finite.optional(), max: finite.optional() }))
    .default({})
    .describe("The least and the greatest value of parameters, by their names"),
});

/** What is searched for, as it is asked. */
export type SetSearch = z.input<typeof setSearch>;

/** What a search found, the best first. */
export const foundSets = z.object({
  status: success,
  data: z.object({
    indices,
    parameters: z.array(numbers),
    resnorms: numbers,
    count: z.int(),
    total_searched: z.int().describe("Rows of the dataset"),
  }),
});

/** What a search found, parsed. */
export type FoundSets = z.output<typeof foundSets>;
