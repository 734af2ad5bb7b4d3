/** The ranking on the impedance page: its numbers, its lines, its filters, its datasets. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { devices, type Page } from "playwright-core";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";
import { until } from "./picture.ts";

withChromium({ sharesServer: true });

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;

/** The resnorms of the standard sweep of 5 values an axis, by another program, the best first. */
const resnorms: readonly number[] = JSON.parse(
  await readFile(new URL("../fixtures/impedance/standard-resnorms.json", import.meta.url), "utf8"),
).sort((a: number, b: number) => a - b);

/** Waits until a sentence is on the page. */
const says = (page: Page, sentence: string | RegExp) => page.getByText(sentence).first().waitFor();

/** Waits until the newest lines are painted, `count` of them. */
const painted = (page: Page, count: number) =>
  page.locator(`.spider canvas[data-lines="${count}"]`).waitFor();

const values = (page: Page) => page.getByLabel("values on each");

/** Waits until the plot stays where it is: what is above it may be laid out anew after scrolling. */
async function atRest(page: Page): Promise<void> {
  let before: number | undefined;
  await until(
    async () => {
      const last = before;
      before = (await page.locator(".spider").boundingBox())!.y;
      await page.waitForTimeout(60);
      return last === before;
    },
    (isSame) => isSame,
  );
}

/** The page's place of a position on an axis, 0 at its foot … 1 at its top. */
async function placeOn(page: Page, axis: string, position: number) {
  const end = page.getByRole("slider", { name: `${axis}, upper end` });
  const spider = page.locator(".spider");
  await spider.evaluate((element) => element.scrollIntoView({ block: "center" }));
  await atRest(page);
  const [top, plot] = [(await end.boundingBox())!, (await spider.boundingBox())!];
  const [from, to] = [plot.y + plot.height - 14, plot.y + 36];
  return { x: top.x + top.width / 2, y: from + position * (to - from) };
}

/** How many pixels near a position on an axis have a line, just to the right of it. */
async function inkNear(page: Page, axis: string, position: number): Promise<number> {
  const { x, y } = await placeOn(page, axis, position);
  return page.locator(".spider canvas").evaluate(
    (canvas: HTMLCanvasElement, { x, y }) => {
      const box = canvas.getBoundingClientRect();
      const ratio = canvas.width / box.width;
      const corner = [(x - box.x + 2) * ratio, (y - box.y - 4) * ratio] as const;
      const { data } = canvas.getContext("2d")!.getImageData(...corner, 8, 8);
      return data.filter((value, i) => i % 4 === 3 && value > 60).length;
    },
    { x, y },
  );
}

/** The rows of a CSV that the page hands out, as numbers. */
async function savedRows(page: Page): Promise<number[][]> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save Ranking" }).click();
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const text = await readFile(await (await saved).path(), "utf8");
  const [head, ...rows] = text.trim().split("\n");
  assert.equal(head, "rank,resnorm,Rsh (Ω),Ra (Ω),Ca (F),Rb (Ω),Cb (F)");
  return rows.map((row) => row.split(",").map(Number));
}

browserTest(
  "the ranking in the page is another program's, and a line or a row is seen and taken",
  { path: "/impedance" },
  async ({ page }) => {
    await values(page).selectOption("5");
    await says(page, /^3,125 models ranked in/);
    await painted(page, 1000);
    const rows = await savedRows(page);
    assert.equal(rows.length, 1000);
    for (const [i, [rank, resnorm]] of rows.entries()) {
      assert.equal(rank, i + 1);
      assert(Math.abs(resnorm! / resnorms[i]! - 1) < 1e-12, `rank ${rank}: ${resnorm}`);
    }
    const table = page.getByRole("grid", { name: "The best models" });
    assert.match(
      (await table.getByRole("row").nth(1).allInnerTexts()).join().replace(/\s+/g, " "),
      /^1 = 273\.005 Ω 10 kΩ 1\.778 kΩ 10\.57 µF 1\.778 kΩ 50 µF/,
    );
    await says(
      page,
      /^Ranks 1 and 2 are the same model.* exchanged: Ca ↔ Cb\. At rank 1 the spectrum fixes 4 comb/,
    );

    const [from, to] = [await placeOn(page, "Cb", 1), await placeOn(page, "resnorm", 0)];
    await page.mouse.move(0.2 * from.x + 0.8 * to.x, 0.2 * from.y + 0.8 * to.y);
    await says(page, /^rank 1 = · resnorm 273\.005\sΩ/);
    await page.locator(".nyquist path[data-series=ranked]").waitFor();
    assert.equal(await table.locator("tr[data-hovered=true]").count(), 1);
    await page.mouse.move(0, 0);
    await page.locator(".nyquist path[data-series=ranked]").waitFor({ state: "detached" });

    await table.focus();
    for (const key of ["ArrowDown", "ArrowDown", "End", "Home", "ArrowDown"]) {
      await page.keyboard.press(key);
    }
    await says(page, /^rank 2 = · /);
    await page.keyboard.press("Enter");
    const rb = page.getByLabel("Rb", { exact: true }).first();
    await until(
      () => rb.inputValue(),
      (text) => text.startsWith("1.778"),
    );
    assert.equal(await table.locator("tr[aria-selected=true]").count(), 1);
  },
);

browserTest(
  "a filter drawn along an axis, or made by keys, takes lines away and finds others",
  { path: "/impedance" },
  async ({ page }) => {
    await values(page).selectOption("5");
    await says(page, "3,125 models: the best 1,000 are drawn.");
    await painted(page, 1000);
    assert((await inkNear(page, "Rb", 1)) > 20);
    assert((await inkNear(page, "Rb", 0)) > 20);

    const [from, to] = [await placeOn(page, "Rb", 0.6), await placeOn(page, "Rb", 0.9)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await says(page, /^625 of 3,125 models within the filters: the best 625 are drawn/);
    await painted(page, 625);
    assert((await inkNear(page, "Rb", 0.75)) > 20);
    assert.equal(await inkNear(page, "Rb", 1), 0);
    assert.equal(await inkNear(page, "Rb", 0), 0);

    const middle = await placeOn(page, "Rb", 0.75);
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(to.x, (await placeOn(page, "Rb", 0.2)).y, { steps: 4 });
    await page.mouse.up();
    await until(
      () => inkNear(page, "Rb", 0.25),
      (ink) => ink > 20,
    );
    await page.getByRole("slider", { name: "Rb, lower end" }).focus();
    await page.keyboard.press("Delete");
    await says(page, "3,125 models: the best 1,000 are drawn.");

    const end = page.getByRole("slider", { name: "Ca, upper end" });
    await end.focus();
    await page.keyboard.press("ArrowDown");
    await says(page, /^2,500 of 3,125 models within the filters/);
    assert.equal(await end.getAttribute("aria-valuenow"), "75");
    await page.getByRole("slider", { name: "Cb, lower end" }).focus();
    await page.keyboard.press("End");
    await says(page, /^500 of 3,125 models within the filters/);
    await page.getByRole("slider", { name: "resnorm, upper end" }).focus();
    await page.keyboard.press("PageDown");
    await says(page, /with resnorm below the mark/);
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await says(page, "3,125 models: the best 1,000 are drawn.");

    await page.setViewportSize({ width: 1000, height: 900 });
    await painted(page, 1000);
    await until(
      () => inkNear(page, "Cb", 1),
      (ink) => ink > 20,
    );
    const isSharp = (canvas: HTMLCanvasElement) =>
      canvas.width === Math.round(canvas.clientWidth * devicePixelRatio);
    await until(() => page.locator(".spider canvas").evaluate(isSharp), Boolean);
  },
);

browserTest(
  "the whole grid of 15 is ranked, 10,000 lines are drawn, and what takes long is cancelled",
  { path: "/impedance?n_frequencies=50" },
  async ({ page }) => {
    await values(page).selectOption("15");
    await says(page, /^759,375 models ranked in/);
    await page.getByRole("slider", { name: "Models drawn" }).press("End");
    await says(page, "759,375 models: the best 10,000 are drawn.");
    await painted(page, 10_000);

    await page.goto(page.url().replace("n_frequencies=50", "n_frequencies=1000"));
    await values(page).selectOption("18");
    await page.getByRole("progressbar", { name: "Progress of the ranking" }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await says(page, "Cancelled.");
    await values(page).selectOption("4");
    await says(page, /^1,024 models ranked in/);
    await values(page).selectOption("20");
    await says(page, /Too many models for this page/);
  },
);

browserTest(
  "on a phone the server makes a dataset of it, whose ranking is opened",
  { ...phone, path: "/impedance" },
  async ({ page }) => {
    await values(page).selectOption("3");
    await says(page, /^243 models ranked in/);
    const first = await page.getByRole("grid").getByRole("row").nth(1).textContent();
    await page.getByRole("button", { name: "Make a dataset" }).click();
    await page.waitForURL(/dataset=grid_3_freq_0\.1_100000\.npz/);
    await says(page, "243 models on the server");
    await painted(page, 243);
    assert.equal(await page.getByRole("grid").getByRole("row").nth(1).textContent(), first);
    await page.getByRole("slider", { name: "Rsh, lower end" }).press("End");
    await says(page, /^81 of 243 models within the filters/);
    await isForEverybody(page);
    const width = page.viewportSize()!.width;
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    await page.getByRole("button", { name: "Close the dataset" }).click();
    await says(page, /models ranked in/);
  },
);
