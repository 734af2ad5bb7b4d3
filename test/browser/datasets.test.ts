/** Datasets on the page: seen while they are made, found, read by whom they are for. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { changeDataset, type ListedDataset, listDatasets, submitSweep } from "#src/client/index.ts";
import { python, withoutNumpy } from "#test/support/numpy.ts";
import { secret, tokenFor } from "#test/support/tokens.ts";
import { browserTest, withChromium } from "./browser.ts";
import { arrive, choose, making, row, rows, sample, sweep } from "./datasets.ts";
import { until } from "./picture.ts";

withChromium();

/** Runs lines that open the sample, where there is a Python for it. */
async function canRun(lines: string): Promise<void> {
  assert.match(lines, /^import .*\ndata = np\.load\(/);
  if (withoutNumpy !== false) return;
  const told = 'print(data["parameters"].shape, round(float(data["resnorms"][0])))';
  const cwd = await mkdtemp(join(tmpdir(), "retort-python-"));
  const { stdout } = await promisify(execFile)(python, ["-c", `${lines}\n${told}`], { cwd });
  await rm(cwd, { recursive: true });
  assert.equal(stdout.trim(), "(3125, 5) 273");
}

browserTest(
  "the sample is there, drawn and described, and is opened in the workspace",
  { path: "/settings", permissions: ["clipboard-read", "clipboard-write"] },
  async ({ page, server }) => {
    await arrive(page, server);
    const shown = row(page, sample);
    await shown.getByRole("img", { name: "Circuit p(Rsh,p(Ra,Ca)-p(Rb,Cb))" }).waitFor();
    const parameters = await shown
      .getByRole("list", { name: "Parameters" })
      .getByRole("listitem")
      .allInnerTexts();
    assert.equal(parameters.length, 6);
    assert.match(parameters[2]!, /^Ca 100\snF to 50\sµF$/);
    assert.match((await shown.textContent())!, /3,125 models at 100 frequencies/);
    assert.match((await shown.textContent())!, /sample.*available/);
    await shown.getByRole("button", { name: /^Copy the SHA-256/ }).click();
    await shown.getByText("copied").waitFor();
    const [{ sha256 }] = (await listDatasets({}, { baseUrl: server.url })).datasets as [
      ListedDataset,
    ];
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), sha256);

    await page.getByRole("button", { name: `More of ${sample}` }).click();
    await page.getByRole("menuitem", { name: /^Tags/ }).waitFor();
    assert.equal(await page.getByRole("menuitem", { name: /^Delete/ }).count(), 0);
    await page.keyboard.press("Escape");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      shown.getByRole("link", { name: `Download ${sample}` }).click(),
    ]);
    assert.equal((await readFile((await download.path())!)).subarray(0, 2).toString(), "PK");
    const dialog = await choose(page, sample, /^In Python/);
    await canRun((await dialog.locator("pre").textContent()) ?? "");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Sync" }).click();
    await page.getByText("1 file looked at; nothing has changed.").waitFor();
    await shown.getByRole("link", { name: `Open ${sample}` }).click();
    await page.waitForURL(new RegExp(`/impedance\\?dataset=${sample}`));
  },
);

browserTest(
  "a sweep is seen while it is made, and is a dataset then, or says why not",
  { path: "/settings" },
  async ({ page, server }) => {
    await arrive(page, server);
    await page.getByRole("heading", { name: "None of these is yours yet" }).waitFor();
    const request = { grid_size: 10, n_frequencies: 40, name: "Caco-2" };
    await submitSweep(request, { baseUrl: server.url });
    await making(page).filter({ hasText: "Caco-2" }).waitFor();
    await making(page).getByRole("progressbar", { name: "Progress of Caco-2" }).waitFor();
    await row(page, "Caco-2").waitFor();
    await making(page).waitFor({ state: "hidden" });
    assert.match((await row(page, "Caco-2").textContent())!, /yours.*private.*100,000 models/);
    assert.equal(await page.getByRole("heading", { name: "None of these" }).count(), 0);

    await submitSweep({ grid_size: 15, name: "Too much" }, { baseUrl: server.url });
    await making(page).getByText("running", { exact: true }).waitFor();
    await making(page)
      .getByRole("button", { name: /^Cancel/ })
      .click();
    await making(page).waitFor({ state: "hidden" });
    assert.equal(await rows(page).count(), 2);

    const { id } = await submitSweep({ grid_size: 15 }, { baseUrl: server.url });
    await making(page).getByText("running", { exact: true }).waitFor();
    await server.platform.database.query(
      "update public.jobs set state = 'failed', error = $2, finished_at = now() where id = $1",
      [id, { code: "disk_full", message: "The disk is full.", detail: null }],
    );
    await making(page).getByText("The disk is full.").waitFor();
    await making(page)
      .getByRole("button", { name: /^Dismiss/ })
      .click();
    await making(page).waitFor({ state: "hidden" });
    await page.reload();
    await row(page, sample).waitFor();
    assert.equal(await making(page).count(), 0);
  },
);

browserTest(
  "strangers see and find what is public; owners take home what is theirs",
  { path: "/datasets", settings: { JWT_SECRET: secret } },
  async ({ page, server }) => {
    const token = await tokenFor("5a0d6d3e-5c53-4c4c-9d0c-0a4a4b8f6f01");
    const { filename, size_bytes } = await sweep(server, { grid_size: 2, name: "Mine" }, token);
    await arrive(page, server);
    await page.getByText("These are public. Sign in").waitFor();
    assert.equal(await row(page, "Mine").count(), 0);
    await page.evaluate((token) => sessionStorage.setItem("retort.token", token), token);
    await page.reload();
    await row(page, "Mine").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download Mine" }).click(),
    ]);
    assert.equal((await readFile((await download.path())!)).length, size_bytes);
    const dialog = await choose(page, "Mine", /^In Python/);
    await dialog.getByText("token is yours").waitFor();
    await page.keyboard.press("Escape");
    await changeDataset(filename, { is_public: true }, { baseUrl: server.url, token });
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await row(page, "Mine").getByText("of user 5a0d6d3e").waitFor();

    await page.route(/\/api\/datasets\?/, (route) =>
      route.continue({ url: route.request().url().replace("limit=200", "limit=1") }),
    );
    await page.reload();
    const more = page.getByRole("button", { name: "Show more" });
    await more.click();
    await more.waitFor({ state: "hidden" });
    assert.equal(await rows(page).count(), 2);
    await page.reload();
    const names = () => rows(page).locator("h2").allTextContents();
    await page.getByLabel("Order").selectOption("size");
    await until(names, (names) => names.join() === `${sample},Mine`);
    await page.getByLabel("Find").fill("user-generated p(Rsh mine");
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByLabel("Find").fill("p(Rsh mine");
    await until(names, (names) => names.join() === "Mine");
    await page.reload();
    await row(page, "Mine").waitFor();
    assert.equal(await rows(page).count(), 1);
  },
);
