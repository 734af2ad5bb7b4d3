/** Screens of a visited server, and where the page shows them. */
import type { Locator, Page } from "playwright-core";
import { submitScreen, watchJob } from "#src/client/index.ts";
import type { VisitedServer } from "./browser.ts";

/** Has invented numbers of `ligands`, lines of SMILES and name, and gives the screen's address. */
export async function screened({ url }: VisitedServer, ligands: string): Promise<string> {
  const options = { baseUrl: url };
  const protein = { sequence: "GIVEQCCTSICSLYQLENYCN" };
  const asked = { engine: "demonstration", protein, ligands, format: "smiles" } as const;
  const { id, screen_id: screen } = await submitScreen(asked, options);
  await Array.fromAsync(watchJob(id, options));
  return new URL(`/affinity?screen=${screen}`, url).href;
}

/** The table. */
export function grid(page: Page): Locator {
  return page.getByRole("grid", { name: "Ligands" });
}

/** The count of a state, which is its filter. */
export function chip(page: Page, text: RegExp | string): Locator {
  return page.getByRole("group", { name: "Show only" }).getByRole("button", { name: text });
}

/** The names in the table's first rows. */
export async function names(page: Page, count: number): Promise<string[]> {
  const cells = await grid(page).locator("td.name").allInnerTexts();
  return cells.slice(0, count);
}
