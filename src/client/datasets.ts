/** Datasets over HTTP: listed, looked into by range, sent, changed. */
import type {
  BestResults,
  ChangedDataset,
  DatasetChange,
  DatasetPage,
  FoundSets,
  LoadedDataset,
  SetSearch,
  SyncReport,
} from "#src/impedance/datasets/answers.ts";
import { type Answer, ask, askJson, type RequestOptions } from "./answer.ts";

/** Which page of a list. */
export interface PageOptions {
  /** Where the page before ended: its `next`. Default: from the newest. */
  readonly cursor?: string | undefined;
  /** Most of a page, 1 … 1000. Default, the server's: 200. */
  readonly limit?: number | undefined;
}

/**
 * The datasets that whoever asks may see, the newest first. As everything here, it throws
 * ProblemError when the server refuses (404: no such dataset, or another's; 422: `errors` names the
 * fields, or the file is broken and the message says where), and
 * ConnectionError when it cannot be reached or goes away.
 */
export function listDatasets(
  page: PageOptions = {},
  options: RequestOptions = {},
): Promise<DatasetPage> {
  return askJson({ path: "api/datasets", search: page }, options);
}

/** What is in a dataset: its metadata, and the range of each parameter. */
export function loadDataset(
  filename: string,
  options: RequestOptions = {},
): Promise<LoadedDataset> {
  return askJson({ method: "POST", path: pathOf("load", filename) }, options);
}

/**
 * The best of a dataset: parameters and resnorms of its first rows.
 * @param n how many, 1 … 100,000; default, the server's: 1000
 */
export function bestResults(
  filename: string,
  n?: number,
  options: RequestOptions = {},
): Promise<BestResults> {
  return askJson({ path: pathOf("best-results", filename), search: { n } }, options);
}

/** The best sets of a dataset within ranges of their parameters, and up to a resnorm. */
export function searchDataset(
  filename: string,
  search: SetSearch,
  options: RequestOptions = {},
): Promise<FoundSets> {
  return askJson({ method: "POST", path: pathOf("search", filename), body: search }, options);
}

/** Changes what is said of a dataset of one's own: its name, who may see it, its session. */
export function changeDataset(
  filename: string,
  change: DatasetChange,
  options: RequestOptions = {},
): Promise<ChangedDataset> {
  return askJson({ method: "PATCH", path: pathOf("datasets", filename), body: change }, options);
}

/** Deletes a dataset of one's own: what is known of it, its tags, and the file. */
export async function deleteDataset(filename: string, options: RequestOptions = {}): Promise<void> {
  await askJson({ method: "DELETE", path: pathOf("datasets", filename) }, options);
}

/**
 * Sends a file as a dataset of whoever asks; it is seen when the server has looked through it.
 * @param file in Node, `openAsBlob` of `node:fs` gives one without reading it whole
 * @param filename what it is called from now on: letters, digits, `.`, `_`, `-`, and `.npz`
 */
export function uploadDataset(
  file: Blob,
  filename: string,
  options: RequestOptions = {},
): Promise<ChangedDataset> {
  const question = { method: "POST", path: "api/datasets", search: { filename } } as const;
  return askJson({ ...question, body: file }, options);
}

/** Makes the server look at its files: new ones become datasets, and missing ones are told so. */
export function syncDatasets(
  { dryRun = false }: { readonly dryRun?: boolean } = {},
  options: RequestOptions = {},
): Promise<SyncReport> {
  return askJson({ method: "POST", path: "api/datasets/sync", body: { dry_run: dryRun } }, options);
}

/** From where a download goes on, and of which file. */
export interface Resume {
  /** Bytes that are here. */
  readonly from: number;
  /** The `ETag` of the answer that they came with. */
  readonly etag: string;
}

/**
 * A dataset's file. Going on, the answer has a `content-range`; without one it is the whole file,
 * because it has changed since.
 */
export function downloadDataset(
  filename: string,
  { resume, ...options }: RequestOptions & { readonly resume?: Resume | undefined } = {},
): Promise<Answer> {
  const headers: Record<string, string> =
    resume === undefined ? {} : { range: `bytes=${resume.from}-`, "if-range": resume.etag };
  return ask({ path: pathOf("download", filename), accept: "application/x-npz", headers }, options);
}

/** A path of the interface about one dataset. */
export function pathOf(what: string, filename: string): string {
  return `api/${what}/${encodeURIComponent(filename)}`;
}
