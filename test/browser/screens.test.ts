/** Screens in the page: asked for, followed, sifted, stopped, gone on with, taken home, deleted. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { devices, type Locator, type Page } from "playwright-core";
import type { ScreenLigand } from "#src/client/index.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";
import { until } from "./picture.ts";
import { chip, grid, names } from "./screens.ts";

withChromium();

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;

/** Human insulin's A chain, many times: its demonstrations are quick, and leave time to stop them. */
const insulinA = "GIVEQCCTSICSLYQLENYCN".repeat(60);

/** Thirty different molecules. */
const chains = ["", "C", "CC", "CCC", "CCCC"];
const ends = ["O", "N", "C#N", "C(=O)O", "c1ccccc1", "S(N)(=O)=O"];
const molecules = ends.flatMap((end, i) =>
  chains.map((chain, j) => `CC${chain}${end} mol-${i * chains.length + j + 1}`),
);

/** With one that is none, one that no SMILES could be, and one that is there already. */
const list = [...molecules, "C1CC( broken", "C→C arrow", "OCC again"].join("\n");

/** Asks the demonstration engine for a screen. */
async function ask(page: Page, ligands: string): Promise<void> {
  await page.getByRole("textbox", { name: "Protein sequence" }).fill(insulinA);
  await page.getByRole("textbox", { name: "List of ligands" }).fill(ligands);
  await page.getByText("Options").click();
  await page.getByRole("radio", { name: /^Demonstration/ }).check();
}

/** The state of a ligand in the table, and why, by its name. */
const stateOf = (page: Page, name: string) =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByTitle(name, { exact: true }) })
    .locator("td.state");

/** How many ligands pass the filters, once that is told. */
async function passing(page: Page): Promise<number> {
  const told = page.getByText(/of 33 ligands pass the filters\.$/);
  return Number.parseInt((await told.textContent())!, 10);
}

/** Draws a box on a plot, from its lower left to `x` at its top, px. */
async function brushUpTo(page: Page, plot: Locator, x: number): Promise<void> {
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + 56, box.y + box.height - 42);
  await page.mouse.down();
  await page.mouse.move(box.x + x, box.y + 38, { steps: 5 });
  await page.mouse.up();
}

browserTest(
  "a screen is asked for, stopped, gone on with, sifted by table and plots, taken home and deleted",
  // One after the other, so that there is something to stop.
  { path: "/affinity?view=screens", settings: { BOLTZ_BATCH: "1" } },
  async ({ page }) => {
    await ask(page, list);
    await page.getByText(/^33 ligands: mol-1, mol-2, mol-3, …/).waitFor();
    await page.getByText(/^Line 32: At character 2 is →/).waitFor();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Thirty and three");
    await page.getByRole("button", { name: "Invent a screen" }).click();

    // What is known so far is there while the rest is predicted.
    await chip(page, /^[1-9]\d* completed/).waitFor({ timeout: 20_000 });
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("region", { name: "How it stands" }).getByText("cancelled").waitFor();
    await chip(page, /^[1-9]\d* waiting/).waitFor();
    await page.getByRole("button", { name: "Go on" }).click();
    await chip(page, "30 completed").waitFor({ timeout: 60_000 });
    await chip(page, "2 rejected").click();
    await page.getByText("2 of 33 ligands pass the filters.").waitFor();
    await stateOf(page, "broken")
      .getByText(/RDKit cannot read this SMILES/)
      .waitFor();
    await chip(page, "2 rejected").click();
    await chip(page, "1 duplicate").click();
    await stateOf(page, "again").getByText("the same molecule as no. 1").waitFor();
    await page.getByRole("button", { name: "Clear the filters" }).click();

    const heading = grid(page).getByRole("columnheader", { name: "name" });
    await heading.getByRole("button").press("Enter");
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");
    assert.deepEqual(await names(page, 4), ["again", "arrow", "broken", "mol-1"]);
    await heading.getByRole("button").press("Enter");
    assert.deepEqual(await names(page, 2), ["mol-30", "mol-29"]);
    await grid(page).getByRole("columnheader", { name: "rank" }).getByRole("button").click();

    await page.getByRole("searchbox", { name: "Find" }).fill("c1ccccc1");
    await page.getByText("5 of 33 ligands pass the filters.").waitFor();
    // The filters outlive a reload; what none passes says so.
    await page.getByRole("spinbutton", { name: "Least probability, %" }).fill("101");
    await page.waitForURL(/probability=1\.01/);
    await page.reload();
    assert.equal(await page.getByRole("searchbox", { name: "Find" }).inputValue(), "c1ccccc1");
    await page.getByText("No ligand passes the filters.").waitFor();
    await page.getByRole("button", { name: "Clear the filters" }).click();

    const plot = page.getByRole("figure", { name: "Affinity and probability" });
    const painted = plot.locator("canvas[data-points='30']");
    await painted.waitFor();
    await plot.getByText("DEMONSTRATION · invented numbers").waitFor();
    // A row that is reached by keys is ringed in the plots.
    await grid(page).focus();
    for (let rank = 1; rank <= 15; rank++) await page.keyboard.press("ArrowDown");
    const ring = plot.locator("circle.mark");
    await brushUpTo(page, plot, Number(await ring.getAttribute("cx")) + 2);
    const most = Number(
      await page.getByRole("spinbutton", { name: "Greatest pIC50" }).inputValue(),
    );
    assert(most > 4 && most < 8, String(most));
    const some = await until(
      () => passing(page),
      // The ranks from 15 on, perhaps the duplicate, and perhaps one that is as good to a pixel.
      (count) => count >= 16 && count < 21,
    );
    // The duplicate has its first's figures in the table, and no point of its own.
    const duplicates = await grid(page).getByTitle("again", { exact: true }).count();
    await plot.locator(`canvas[data-points='${some - duplicates}']`).waitFor();
    const shown = await grid(page).locator("td.pic50").allInnerTexts();
    assert(shown.filter(Boolean).every((text) => Number(text) <= most + 0.005));
    await plot.getByRole("button", { name: /take the box away/ }).click();
    await painted.waitFor();

    await grid(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("no. ").waitFor();
    await dialog.getByRole("img", { name: /drawn$/ }).waitFor();
    const structure = page.waitForEvent("download");
    await dialog.getByRole("button", { name: /mmCIF/ }).click();
    assert.match(await readFile(await (await structure).path(), "utf8"), /^# INVENTED/);
    await page.keyboard.press("Escape");

    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("menuitem", { name: "CSV" }).click();
    assert.equal((await saved).suggestedFilename(), "Thirty-and-three.csv");
    const table = await readFile(await (await saved).path(), "utf8");
    assert.equal(table.trim().split(/\r?\n/).length, 34);
    await isForEverybody(page);

    await page.getByRole("button", { name: "Delete …" }).click();
    await page.getByRole("button", { name: "Delete for good" }).click();
    await page.getByRole("textbox", { name: "List of ligands" }).waitFor();
    assert.equal(await page.getByText("Thirty and three").count(), 0);
  },
);

browserTest(
  "on a phone nothing is cut off, a reload loses nothing, and a list that is none says where",
  { ...phone, path: "/affinity?view=screens" },
  async ({ page }) => {
    const isWhole = async () => {
      await isForEverybody(page);
      const { width } = page.viewportSize()!;
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    };
    const field = page.getByRole("textbox", { name: "List of ligands" });
    await field.fill("smiles,name\nCCO,ethanol\nCCC\n");
    await page.getByText(/^Line 3: has 1 cell/).waitFor();
    await ask(page, "smiles,name\nCCO,ethanol\nCCC,propane\nC1CC(,broken\n");
    await page.getByText(/^3 ligands: ethanol, propane, broken/).waitFor();
    await page.reload();
    await page.getByText(/^3 ligands: ethanol, propane, broken/).waitFor();
    await isWhole();
    await page.getByRole("button", { name: "Invent a screen" }).click();
    await chip(page, "2 completed").waitFor();
    // Why a ligand is rejected has the room of the figures it has not.
    const reason = grid(page).locator("td.name .narrow", { hasText: "RDKit cannot read" });
    assert(await reason.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight));
    // A plot without room is not painted, and takes nothing else with it.
    const narrow = await page.addStyleTag({
      content: ".scatter .place { max-width: 0 !important }",
    });
    await page.locator(".scatter svg[role=img]").first().waitFor({ state: "detached" });
    await narrow.evaluate((style) => (style as Element).remove());
    await page.locator(".scatter canvas[data-points='2']").first().waitFor();
    await page.getByRole("img", { name: "ethanol, drawn" }).first().waitFor();
    await isWhole();
  },
);

browserTest(
  "rows that were answered before the counts changed, and come after, are asked for again",
  { path: "/affinity?view=screens" },
  async ({ page }) => {
    let held = 0;
    await page.route(/\/screens\/[^/]+\/ligands\?/, async (route) => {
      if (held++ > 0) return route.continue();
      const response = await route.fetch();
      const { ligands, ...rest } = await response.json();
      const old = ligands.map(({ place, name, smiles }: ScreenLigand) => {
        return { place, name, smiles, state: "given", reasons: [] };
      });
      await chip(page, "2 completed").waitFor();
      return route.fulfill({ json: { ...rest, ligands: old } });
    });
    await ask(page, "CCO ethanol\nCCC propane\n");
    await page.getByRole("button", { name: "Invent a screen" }).click();
    await chip(page, "2 completed").waitFor();
    await stateOf(page, "ethanol").getByText("completed").waitFor();
    assert(held > 1);
  },
);
