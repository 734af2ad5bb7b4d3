/** The list of jobs: submitted, watched, cancelled, failed, found again. */
import assert from "node:assert/strict";
import { devices } from "playwright-core";
import { getJob } from "#src/client/index.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";
import { endless, fail, rows, submit } from "./jobs.ts";
import { until } from "./picture.ts";

withChromium();

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;

browserTest(
  "who has no jobs is told what they are, and sees one come and go",
  { path: "/jobs" },
  async ({ page }) => {
    await page.getByRole("heading", { name: "No jobs yet" }).waitFor();
    await page.getByRole("button", { name: "Count to 100" }).click();
    const row = rows(page);
    await row.getByText("running", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Jobs 1 running" }).waitFor();
    const bar = row.getByRole("progressbar");
    const seen = new Set<number>();
    const places = new Set<string>();
    for (let done = 0; done < 100; ) {
      done = Number(await bar.getAttribute("aria-valuenow"));
      assert.ok(done >= Math.max(0, ...seen), "progress only grows");
      seen.add(done);
      const { y, height } = (await row.boundingBox())!;
      places.add(`${y} ${height}`);
      await page.waitForTimeout(40);
    }
    assert.ok(seen.size > 10, `${seen.size} steps were seen`);
    await row.getByText("completed", { exact: true }).waitFor();
    await row.getByText("Counted 100 of 100").waitFor();
    assert.equal(places.size, 1, "the row stays where it is");
    assert.equal(await page.getByRole("button", { name: "Cancel count" }).count(), 0);
    await page.getByRole("link", { name: "Jobs", exact: true }).waitFor();
    const before = await row.textContent();
    await page.reload();
    assert.equal(await rows(page).textContent(), before);
  },
);

browserTest("a job is found and cancelled by keyboard", { path: "/jobs" }, async (visit) => {
  const { page, server } = visit;
  const { id } = await submit(server, endless);
  await rows(page).getByText("running", { exact: true }).waitFor();
  const focused = () =>
    page.evaluate(() => {
      const { ariaLabel, textContent } = document.activeElement!;
      return ariaLabel ?? textContent;
    });
  await until(
    async () => {
      await page.keyboard.press("Tab");
      return focused();
    },
    (name) => name?.startsWith("Cancel count to 1000000") ?? false,
  );
  await page.keyboard.press("Enter");
  await rows(page).getByText("cancelled", { exact: true }).waitFor();
  await until(focused, (name) => name?.startsWith("count to 1000000") ?? false);
  assert.equal((await getJob(id, { baseUrl: server.url })).state, "cancelled");
});

browserTest("much work is not thrown away by one click", { path: "/jobs" }, async (visit) => {
  const { page, server } = visit;
  const { id } = await submit(server, endless);
  await until(
    async () => (await getJob(id, { baseUrl: server.url })).state,
    (state) => state === "running",
  );
  await server.platform.database.query(
    "update public.jobs set started_at = now() - interval '3 minutes'",
  );
  await page.reload();
  await page.getByRole("button", { name: "Cancel count" }).click();
  await page.getByText(/It has worked for 3 min/).waitFor();
  await page.getByRole("button", { name: "Let it go on" }).click();
  assert.equal((await getJob(id, { baseUrl: server.url })).state, "running");
  await page.getByRole("button", { name: "Cancel count" }).click();
  await page.getByRole("button", { name: "Cancel the job" }).click();
  await rows(page).getByText("cancelled", { exact: true }).waitFor();
});

browserTest(
  "a failure is a sentence, with the rest folded below",
  { path: "/jobs" },
  async (visit) => {
    const { page, server } = visit;
    const job = await submit(server, endless);
    await rows(page).getByText("running", { exact: true }).waitFor();
    await fail(server, job);
    await rows(page).getByText("failed", { exact: true }).waitFor();
    await page.getByText("The circuit has no answer at 3 Hz").waitFor();
    assert.equal(await page.getByText('"frequency": 3').isVisible(), false);
    await page.getByText("Details").click();
    await page.getByText('"frequency": 3').waitFor();
  },
);

browserTest(
  "what cannot be cancelled is told above the list, and dismissed",
  { path: "/jobs", expectedErrors: /500/ },
  async ({ page, server }) => {
    const { id } = await submit(server, endless);
    await rows(page).getByText("running", { exact: true }).waitFor();
    await page.route(`**/jobs/${id}`, (route) =>
      route.request().method() === "DELETE" ? route.fulfill({ status: 500 }) : route.continue(),
    );
    await page.getByRole("button", { name: "Cancel count" }).click();
    await page.getByText("was not cancelled. The server answered 500").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByText("was not cancelled").waitFor({ state: "hidden" });
  },
);

browserTest(
  "the way back leads where one was",
  { path: "/?barrier_height=60" },
  async ({ page, server }) => {
    await submit(server, { to: 1, interval: 0 });
    await page.getByRole("link", { name: "Jobs" }).click();
    await rows(page).getByText("completed", { exact: true }).waitFor();
    await page.getByLabel("State").selectOption("completed");
    await rows(page).getByRole("link").click();
    await page.getByRole("region", { name: "Result" }).getByText('"count": 1').waitFor();
    assert.match(await page.title(), /^count to 1 .*Retort$/);
    await page.getByRole("main").getByRole("link", { name: "Jobs" }).click();
    await page.waitForURL(/\/jobs\?state=completed$/);
    await page.getByRole("link", { name: "Retort" }).click();
    await page.waitForURL(/\/\?barrier_height=60$/);
  },
);

browserTest(
  "the list is filtered by its address, and goes on",
  { path: "/jobs" },
  async (visit) => {
    const { page, server } = visit;
    for (let i = 0; i < 60; i++) await submit(server, { to: 1, interval: 0, priority: i - 30 });
    await page.reload();
    await page.getByRole("button", { name: "Load more" }).click();
    await until(
      () => rows(page).count(),
      (count) => count === 60,
    );
    await page.getByLabel("State").selectOption("cancelled");
    await page.getByRole("heading", { name: "No such jobs" }).waitFor();
    await page.waitForURL(/state=cancelled/);
    const { id } = await submit(server, endless);
    await page.getByLabel("State").selectOption("running");
    await until(
      () => rows(page).count(),
      (count) => count === 1,
    );
    await page.reload();
    await rows(page).getByText("running", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Cancel count" }).click();
    // It is of this state no longer.
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForURL(/\/jobs$/);
    await rows(page).getByText("cancelled", { exact: true }).waitFor();
    assert.equal((await getJob(id, { baseUrl: server.url })).state, "cancelled");
  },
);

for (const [name, options] of [
  ["a phone", phone],
  ["a large display", {}],
] as const) {
  browserTest(
    `on ${name} nothing is cut off, and everybody can use it`,
    { ...options, path: "/jobs" },
    async ({ page, server }) => {
      const failed = await submit(server, endless);
      await rows(page).getByText("running", { exact: true }).waitFor();
      await fail(server, failed);
      await submit(server, endless);
      await rows(page).getByText("running", { exact: true }).waitFor();
      const width = page.viewportSize()!.width;
      const isWhole = async () => {
        await isForEverybody(page);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      };
      await isWhole();
      await rows(page).filter({ hasText: "failed" }).getByRole("link").click();
      await page.getByRole("region", { name: "What happened" }).getByText("ended").waitFor();
      await isWhole();
    },
  );
}
