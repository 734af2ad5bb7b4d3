/** Which datasets the page shows, and in which order. */
import type { ListedDataset } from "#src/client/index.ts";

/** The orders, with what they are called. */
export const orders = {
  newest: "newest first",
  name: "by name",
  best: "best fit first",
  sets: "most models first",
  size: "largest first",
} as const;

/** One of them. */
export type Order = keyof typeof orders;

/** What an address asks for. */
export interface Shown {
  /** Words that are all to be found in a dataset's description. Default: none. */
  readonly text?: string | undefined;
  /** Default: newest. */
  readonly order?: Order | undefined;
}

/** What is asked for by an address; what it says else is left alone. */
export function readShown(search: Readonly<Record<string, unknown>>): Shown {
  const order = (Object.keys(orders) as Order[]).find((order) => order === search.order);
  // The router reads a number where one is written.
  const text = ["string", "number"].includes(typeof search.text) ? String(search.text) : "";
  return { ...(text !== "" && { text }), ...(order !== undefined && { order }) };
}

/** The datasets that have every word, in the order that is asked for; they come newest first. */
export function sifted(
  datasets: readonly ListedDataset[],
  { text = "", order = "newest" }: Shown,
): readonly ListedDataset[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = datasets.filter((dataset) => {
    const description = describe(dataset);
    return words.every((word) => description.includes(word));
  });
  return order === "newest" ? found : found.sort(comparisons[order]);
}

/** What is searched: what is seen of a dataset. */
function describe(dataset: ListedDataset): string {
  const { name, filename, circuit, owner_name, metric, sha256, is_public, is_own } = dataset;
  const about = [is_public ? "public" : "private", is_own && "yours"];
  return [name, filename, circuit, owner_name, metric, sha256, ...about]
    .filter(Boolean)
    .join(" ")
    .toLowerCase();
}

const comparisons: Readonly<
  Record<Exclude<Order, "newest">, (a: ListedDataset, b: ListedDataset) => number>
> = {
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  best: (a, b) => (a.best_resnorm ?? Infinity) - (b.best_resnorm ?? Infinity) || 0,
  sets: (a, b) => b.n_parameters - a.n_parameters,
  size: (a, b) => b.size_bytes - a.size_bytes,
};
