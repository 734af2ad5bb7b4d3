/** Datasets on the page: sent, changed, tagged, deleted; and that everybody can do it. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { listDatasets } from "#src/client/index.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";
import { arrive, choose, file, row, rows, sample, sweep } from "./datasets.ts";
import { until } from "./picture.ts";

withChromium();

/** What stands in the field that has the focus. */
const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value);

browserTest(
  "files are chosen or dropped; one that is broken says what is wrong with it",
  { path: "/settings", expectedErrors: /422/ },
  async ({ page, server }) => {
    await arrive(page, server);
    const whole = await readFile("test/fixtures/npz/grid_5_freq_0.1_100000.npz");
    const uploads = page.getByRole("list", { name: "Uploads" });
    await page
      .getByLabel("Files to upload")
      .setInputFiles([file("broken.npz", whole.subarray(0, 5000)), file("From NumPy.npz", whole)]);
    await uploads.getByText(/Failed to load NPZ file: /).waitFor();
    await row(page, "From_NumPy.npz").waitFor();
    await uploads.getByRole("button", { name: "Dismiss broken.npz" }).click();
    await uploads.waitFor({ state: "hidden" });

    const held = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["no dataset"], "dropped.npz"));
      return data;
    });
    await page.dispatchEvent("main", "dragenter", { dataTransfer: held });
    await page.getByText("Drop NPZ files").waitFor();
    await page.dispatchEvent("main", "drop", { dataTransfer: held });
    await page.getByText("Drop NPZ files").waitFor({ state: "hidden" });
    await uploads.filter({ hasText: "dropped.npz" }).getByRole("alert").waitFor();
    assert.equal(await rows(page).count(), 2);
  },
);

browserTest(
  "an owner renames, publishes, tags and deletes",
  { path: "/settings" },
  async ({ page, server }) => {
    const { filename } = await sweep(server, { grid_size: 2, name: "First try" });
    await arrive(page, server);
    const renaming = await choose(page, "First try", /^Rename/);
    await renaming.getByLabel("What people call it").fill("Second try");
    await page.keyboard.press("Enter");
    await row(page, "Second try").getByText("private").waitFor();

    const publishing = await choose(page, "Second try", /^Publish/);
    await publishing.getByText(/everyone who reaches this server will/).waitFor();
    await publishing.getByRole("button", { name: "Publish" }).click();
    await row(page, "Second try").getByText("public", { exact: true }).waitFor();

    const tagging = await choose(page, "Second try", /^Tags/);
    await tagging.getByLabel("Rank").fill("3");
    await tagging.getByLabel("Label").fill("plausible");
    await tagging.getByLabel("Notes").fill("small shunt");
    await tagging.getByRole("button", { name: "Add the tag" }).click();
    const tags = tagging.getByRole("list", { name: "Tags" });
    await tags.getByText("small shunt").waitFor();
    await tags.getByRole("button", { name: "Edit plausible" }).click();
    await until(
      () => focused(page),
      (value) => value === "plausible",
    );
    await tagging.getByLabel("Category").fill("leaky");
    await tagging.getByRole("button", { name: "Save" }).click();
    await tags.getByText("leaky").waitFor();
    await tags.getByRole("link", { name: "rank 3" }).click();
    await page.waitForURL(/\/impedance\?.*values=/);
    const search = new URL(page.url()).searchParams;
    assert.equal(search.get("dataset"), filename);
    await page.goBack();
    const untagging = await choose(page, "Second try", /^Tags/);
    await untagging.getByRole("button", { name: "Remove plausible" }).click();
    await untagging.getByText("No model of this dataset is tagged").waitFor();
    await until(
      () => focused(page),
      (value) => value === "1",
    );
    await page.keyboard.press("Escape");

    const deletion = await choose(page, "Second try", /^Delete/);
    await deletion.getByRole("button", { name: "Keep it" }).click();
    await row(page, "Second try").waitFor();
    await (await choose(page, "Second try", /^Delete/))
      .getByRole("button", { name: "Delete for good" })
      .click();
    await row(page, "Second try").waitFor({ state: "hidden" });
    const { datasets } = await listDatasets({}, { baseUrl: server.url });
    assert.deepEqual(
      datasets.map(({ name }) => name),
      [sample],
    );
  },
);

browserTest(
  "nothing is cut off, on a phone neither, and everybody can use it",
  { path: "/settings", expectedErrors: /422/ },
  async ({ page, server }) => {
    await sweep(server, {
      circuit: "R0-p(R1,CPE1)-p(R2-Wo1,C2)",
      axes: [{ parameter: "R1", from: 1, to: 1000, count: 3 }],
      name: "A name that is as long as people are sometimes wont to make them ".repeat(2),
    });
    await arrive(page, server);
    await page.getByLabel("Files to upload").setInputFiles([file("broken.npz", Buffer.of(1))]);
    await page.getByText(/Failed to load NPZ file: /).waitFor();
    const isWhole = async () => {
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await isForEverybody(page);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
    };
    await isWhole();
    for (const item of [/^Tags/, /^In Python/, /^Rename/, /^Publish/, /^Delete/]) {
      await choose(page, "A name", item);
      await isWhole();
      await page.keyboard.press("Escape");
    }
  },
);
