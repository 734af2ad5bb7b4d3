/** Datasets, their tags and what was found among their files, as lines of a terminal. */
import type { ListedDataset, SyncReport, Tag } from "#src/client/index.ts";
import { shortTime } from "./job-text.ts";
import { formatBytes } from "./progress.ts";
import { type Display, inOneLine, tableLines } from "./table.ts";

/** Datasets as a table with a head, one line a dataset. */
export function datasetTable(datasets: readonly ListedDataset[], display: Display): string[] {
  const column = (title: string, read: (dataset: ListedDataset) => string) => ({
    title,
    cells: datasets.map((dataset) => inOneLine(read(dataset))),
  });
  const right = { align: "right" } as const;
  const columns = [
    column("FILENAME", ({ filename }) => filename),
    column("STATE", stateOf),
    { ...column("SETS", ({ n_parameters }) => n_parameters.toLocaleString("en-US")), ...right },
    { ...column("FREQ", ({ n_frequencies }) => String(n_frequencies)), ...right },
    { ...column("BEST", ({ best_resnorm: best }) => best?.toPrecision(5) ?? "–"), ...right },
    { ...column("SIZE", ({ size_bytes }) => formatBytes(size_bytes)), ...right },
    column("OWNER", ownerOf),
    column("MADE", ({ modified }) => shortTime(new Date(1000 * modified).toISOString())),
    column("CIRCUIT", ({ circuit }) => circuit),
  ];
  return tableLines(columns, display, {
    spare: ["MADE", "OWNER", "FREQ", "CIRCUIT", "BEST", "SIZE"],
    cut: { title: "CIRCUIT", least: 16 },
  });
}

function stateOf({ available, problems, is_public }: ListedDataset): string {
  if (!available) return "missing";
  if (problems.length > 0) return "broken";
  return is_public ? "public" : "private";
}

/** Samples are nobody's. */
function ownerOf({ owner, owner_name, is_own }: ListedDataset): string {
  if (owner === null) return "sample";
  return is_own ? "you" : (owner_name ?? owner);
}

/** Tags as a table with a head, one line a tag. */
export function tagTable(tags: readonly Tag[], display: Display): string[] {
  const column = (title: string, read: (tag: Tag) => string) => ({
    title,
    cells: tags.map((tag) => inOneLine(read(tag))),
  });
  const columns = [
    { ...column("RANK", ({ rank }) => String(rank)), align: "right" as const },
    {
      ...column("RESNORM", ({ resnorm }) => resnorm?.toPrecision(5) ?? "–"),
      align: "right" as const,
    },
    column("LABEL", ({ label }) => label),
    column("CATEGORY", ({ category }) => category),
    column("REFERENCE", ({ is_reference_model: is }) => (is ? "yes" : "")),
    column("BY", ({ is_own, user_name, user }) => (is_own ? "you" : (user_name ?? user))),
    column("NOTES", ({ notes }) => notes),
  ];
  return tableLines(columns, display, {
    spare: ["BY", "REFERENCE", "CATEGORY"],
    cut: { title: "NOTES", least: 16 },
  });
}

/** What was found among the files: what has changed, a line each, then how many there are. */
export function syncLines(report: SyncReport): string[] {
  const lines = (what: string, filenames: readonly string[]) =>
    filenames.map((filename) => `${what.padEnd(10)} ${filename}`);
  const { found } = report;
  return [
    ...lines("registered", report.registered),
    ...lines("updated", report.updated),
    ...lines("returned", report.returned),
    ...lines("missing", report.missing),
    `There ${found === 1 ? "is 1 file" : `are ${found} files`}.`,
  ];
}

/** What is wrong with files, a line a problem. */
export function problemLines(problems: SyncReport["problems"]): string[] {
  return problems.flatMap(({ filename, problems }) =>
    problems.map((problem) => inOneLine(`${filename}: ${problem}`)),
  );
}
