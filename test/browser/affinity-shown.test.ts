/** What a screen's page shows: said by its address, and reached in the plots by keys. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";
import { until } from "./picture.ts";
import { chip, grid, names, screened } from "./screens.ts";

withChromium({ sharesServer: true });

/** Six that are predicted, and one that is none. */
const ligands = [
  "CCO ethanol",
  "CCN ethylamine",
  "CCC propane",
  "Cc1ccccc1 toluene",
  "CC(=O)O acetate",
  "CCc1ccccc1 ethylbenzene",
  "C1CC( broken",
].join("\n");

const find = (page: Page) => page.getByRole("searchbox", { name: "Find" });
const least = (page: Page, figure: string) =>
  page.getByRole("spinbutton", { name: `Least ${figure}` });
const most = (page: Page, figure: string) =>
  page.getByRole("spinbutton", { name: `Greatest ${figure}` });
const nameHeading = (page: Page) => grid(page).getByRole("columnheader", { name: "name" });

/** What the address says of what is shown, once it says as many things. */
async function said(page: Page, count: number): Promise<Record<string, string>> {
  const read = async () => {
    const { screen: _, ...said } = Object.fromEntries(new URL(page.url()).searchParams);
    return said;
  };
  return until(read, (said) => Object.keys(said).length === count);
}

browserTest(
  "filters and order are in the address: a link shows the same, and Back leads from choice to choice",
  { path: "/affinity" },
  async ({ page, server }) => {
    await page.goto(await screened(server, ligands));
    await chip(page, "6 completed").click();
    await page.getByText("6 of 7 ligands pass the filters.").waitFor();
    assert.deepEqual(await said(page, 1), { state: "completed" });
    await find(page).pressSequentially("c1ccccc1", { delay: 60 });
    await page.getByText("2 of 7 ligands pass the filters.").waitFor();
    await least(page, "heavy atoms").fill("7");
    assert.deepEqual(await said(page, 3), {
      state: "completed",
      text: "c1ccccc1",
      heavy_atoms: "7..",
    });
    await nameHeading(page).getByRole("button").click();
    await nameHeading(page).getByRole("button").click();
    assert.deepEqual(await names(page, 3), ["toluene", "ethylbenzene"]);
    assert.equal((await said(page, 4)).order, "-name");

    const link = page.url();
    const other = await page.context().newPage();
    await other.goto(link);
    await other.getByText("2 of 7 ligands pass the filters.").waitFor();
    assert.deepEqual(await names(other, 3), ["toluene", "ethylbenzene"]);
    assert.equal(await chip(other, "6 completed").getAttribute("aria-pressed"), "true");
    assert.equal(await least(other, "heavy atoms").inputValue(), "7");
    await other.close();

    await page.goBack();
    await page.waitForURL(/order=name/);
    assert.equal(await nameHeading(page).getAttribute("aria-sort"), "ascending");
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has("order"));
    assert.equal(await find(page).inputValue(), "c1ccccc1");
    // All that was typed is one step.
    await page.goBack();
    await page.getByText("6 of 7 ligands pass the filters.").waitFor();
    assert.equal(await find(page).inputValue(), "");
    await page.goBack();
    await page.getByText("7 ligands.", { exact: true }).waitFor();
    await page.goForward();
    await page.getByText("6 of 7 ligands pass the filters.").waitFor();
  },
);

browserTest(
  "what an address says in vain is told, and left out of it",
  { path: "/affinity" },
  async ({ page, server }) => {
    const address = await screened(server, ligands);
    await page.goto(`${address}&state=gone&pic50=7&order=size&text=12&probability=0.5..&page=3`);
    const told = page.getByRole("alert").filter({ hasText: "left out" }).getByRole("paragraph");
    await told.filter({ hasText: "range of pIC50 was left out: “7” is none" }).waitFor();
    assert.equal(await told.count(), 3);
    assert.deepEqual(await said(page, 2), { text: '"12"', probability: "0.5.." });
    assert.equal(await find(page).inputValue(), "12");
    assert.equal(await least(page, "probability, %").inputValue(), "50");
    await isForEverybody(page);
    // It was about the link, and not about what is chosen now.
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await page.getByText("7 ligands.", { exact: true }).waitFor();
    assert.equal(await told.count(), 0);
    assert.deepEqual(await said(page, 0), {});
  },
);

browserTest(
  "a plot is gone through, opened and sifted by keys",
  { path: "/affinity" },
  async ({ page, server }) => {
    await page.goto(await screened(server, ligands));
    const figure = page.getByRole("figure", { name: "Affinity and size" });
    await figure.locator("canvas[data-points='6']").waitFor();
    const told = figure.getByRole("status").first();
    const plot = figure.getByRole("application");
    const hint = figure.getByText(/Space: box/);
    assert(!(await hint.isVisible()));
    // Not by the pointer: it would point at what is below it.
    await page.getByRole("button", { name: "Save Affinity and probability" }).focus();
    await page.keyboard.press("Tab");
    assert(await plot.evaluate((element) => element === document.activeElement));
    assert(await hint.isVisible());

    await page.keyboard.press("ArrowRight");
    await told.getByText(/, rank 1: \d+ heavy atoms, pIC50 \d/).waitFor();
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
    await told.getByText(/^ethylbenzene, .* 8 heavy atoms/).waitFor();
    await figure.locator("circle.mark").waitFor();
    assert(!(await hint.isVisible()));
    await page.keyboard.press("Space");
    await told.getByText("A box begins at ethylbenzene.").waitFor();
    await page.keyboard.press("ArrowLeft");
    await told.getByText(/^toluene, .* 7 heavy atoms/).waitFor();
    // Nothing is sifted before the box has ended.
    await figure.locator("rect.box").waitFor();
    await figure.locator("canvas[data-points='6']").waitFor();
    await page.keyboard.press("Space");
    await page.getByText("2 of 7 ligands pass the filters.").waitFor();
    assert.equal(await least(page, "heavy atoms").inputValue(), "7");
    assert.equal(await most(page, "heavy atoms").inputValue(), "8");
    assert.deepEqual(Object.keys(await said(page, 2)).sort(), ["heavy_atoms", "pic50"]);

    // Escape lets a box go that was begun, and then the one there is.
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await page.getByText("2 of 7 ligands pass the filters.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("7 ligands.", { exact: true }).waitFor();

    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "toluene" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    // The way back is where one was.
    assert(await plot.evaluate((element) => element === document.activeElement));
    await isForEverybody(page);
  },
);
