/** What a test can see of the datasets page, and do on it. */
import type { Locator, Page } from "playwright-core";
import {
  type ListedDataset,
  listDatasets,
  type SweepRequest,
  submitSweep,
  watchJob,
} from "#src/client/index.ts";
import type { VisitedServer } from "./browser.ts";
import { until } from "./picture.ts";

/** What the sample is called. */
export const sample = "sample_grid_5_freq_0.1_100000";

/** The datasets in the list. */
export const rows = (page: Page): Locator =>
  page.getByRole("list", { name: "Datasets" }).locator("> li");
/** The one of that name. */
export const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });
/** The sweeps above it. */
export const making = (page: Page): Locator =>
  page.getByRole("list", { name: "Being made" }).getByRole("listitem");

/** Opens the page when the server has put its sample there. */
export async function arrive(page: Page, { url }: VisitedServer): Promise<void> {
  await until(
    async () => (await listDatasets({}, { baseUrl: url })).datasets.length,
    (count) => count > 0,
  );
  await page.goto(new URL("/datasets", url).href);
  await row(page, sample).waitFor();
}

/** Makes a dataset, and waits for it. */
export async function sweep(
  { url: baseUrl }: VisitedServer,
  request: SweepRequest,
  token?: string,
): Promise<ListedDataset> {
  const options = { baseUrl, token };
  const { id } = await submitSweep(request, options);
  await Array.fromAsync(watchJob(id, options));
  return (await listDatasets({}, options)).datasets[0]!;
}

/** Chooses from the menu of a dataset. */
export async function choose(page: Page, name: string, item: RegExp): Promise<Locator> {
  await page.getByRole("button", { name: `More of ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

/** A file as the browser chooses it. */
export const file = (name: string, buffer: Buffer) => ({ name, mimeType: "", buffer });
