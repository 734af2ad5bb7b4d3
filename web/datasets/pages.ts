/** The pages of datasets that are here, as datasets change and go. */
import type { InfiniteData } from "@tanstack/react-query";
import type { DatasetPage, ListedDataset } from "#src/client/index.ts";

/** Pages one after the other, the newest datasets first. */
export type Pages = InfiniteData<DatasetPage, string | undefined>;

/** The pages with a dataset as it is now, in its place. */
export function withDataset(pages: Pages, changed: ListedDataset): Pages {
  return mapped(pages, (datasets) =>
    datasets.map((one) => (one.filename === changed.filename ? changed : one)),
  );
}

/** The pages without a dataset. */
export function withoutDataset(pages: Pages, filename: string): Pages {
  return mapped(pages, (datasets) => datasets.filter((one) => one.filename !== filename));
}

function mapped(
  { pages, pageParams }: Pages,
  change: (datasets: readonly ListedDataset[]) => ListedDataset[],
): Pages {
  return {
    pages: pages.map((page) => ({ ...page, datasets: change(page.datasets) })),
    pageParams,
  };
}
