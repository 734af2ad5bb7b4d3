/** Jobs on the page: submitted, watched, cancelled, failed, found again. */
import assert from "node:assert/strict";
import { devices, type Locator, type Page } from "playwright-core";
import { type CountRequest, getJob, type Job, submitCount } from "#src/client/index.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, type VisitedServer, withChromium } from "./browser.ts";
import { until } from "./picture.ts";

withChromium();

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;

/** Counts for longer than any test. */
const endless: CountRequest = { to: 1_000_000, interval: 1 };

const submit = ({ url }: VisitedServer, request: CountRequest): Promise<Job> =>
  submitCount(request, { baseUrl: url });

const rows = (page: Page): Locator =>
  page.getByRole("list", { name: "Jobs" }).getByRole("listitem");

/** Fails a job as a worker would. */
async function fail({ platform }: VisitedServer, { id }: Job): Promise<void> {
  const error = {
    code: "unstable",
    message: "The circuit has no answer at 3 Hz: its elements cancel out.",
    detail: { frequency: 3 },
  };
  await platform.database.query(
    `update public.jobs set state = 'failed', error = $2, finished_at = now() where id = $1`,
    [id, error],
  );
}

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
  "a job has a page of its own, with what happened and what it found",
  { path: "/jobs", permissions: ["clipboard-read", "clipboard-write"] },
  async ({ page, server }) => {
    const { id } = await submit(server, { to: 30 });
    await rows(page).getByRole("link", { name: "count" }).click();
    await page.waitForURL(new RegExp(`/jobs/${id}$`));
    const steps = page.getByRole("region", { name: "What happened" }).getByRole("listitem");
    await steps.filter({ hasText: "completed" }).waitFor();
    const words = await steps.allInnerTexts();
    assert.deepEqual(
      words.map((text) => /queued|running|completed/.exec(text)?.[0]),
      ["queued", "running", "completed"],
    );
    const result = page.getByRole("region", { name: "Result" });
    await result.getByText('"count": 30').waitFor();
    await result.getByRole("button", { name: "Copy" }).click();
    await result.getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.deepEqual(JSON.parse(copied), { count: 30 });
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await result.getByRole("button", { name: "Copy" }).click();
    await result.getByText(/^Selected: /).waitFor();
    assert.match(await page.evaluate(() => String(getSelection())), /"count": 30/);
    await page.reload();
    await result.getByText('"count": 30').waitFor();
    assert.deepEqual(await steps.allInnerTexts(), words);
    await page.goBack();
    await rows(page).getByText("completed", { exact: true }).waitFor();
  },
);

browserTest(
  "a job that is not there is told so",
  { path: "/jobs/0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10", expectedErrors: /404/ },
  async ({ page }) => {
    await page.getByRole("heading", { name: "There is no such job" }).waitFor();
    await page.getByRole("link", { name: "All your jobs" }).click();
    await page.getByRole("heading", { name: "No jobs yet" }).waitFor();
    await isForEverybody(page);
  },
);

browserTest(
  "a server that goes away is waited for, and what happened meanwhile is there",
  { path: "/jobs", expectedErrors: /ERR_|Failed to load|Failed to fetch/ },
  async ({ page, server, restart }) => {
    await submit(server, endless);
    await rows(page).getByText("running", { exact: true }).waitFor();
    await restart.stop();
    await page.getByText("Reconnecting …").waitFor();
    assert.equal(await rows(page).count(), 1, "the list stays");
    const told = await rows(page)
      .getByText(/runs for/)
      .textContent();
    await page.waitForTimeout(1500);
    assert.equal(
      await rows(page)
        .getByText(/runs for/)
        .textContent(),
      told,
      "no time is made up",
    );
    await restart.start();
    await page.getByText("Reconnecting …").waitFor({ state: "hidden", timeout: 15_000 });
    await submit(server, { to: 1 });
    await rows(page).getByText("completed", { exact: true }).waitFor();
    assert.equal(await rows(page).count(), 2);
  },
);

browserTest(
  "eight tabs of one browser share a stream, and the next goes on when one is closed",
  { path: "/jobs" },
  async ({ page, server }) => {
    const context = page.context();
    let streams = 0;
    context.on("request", (request) => {
      if (request.url().endsWith("/jobs/events")) streams++;
    });
    await page.reload();
    await page.getByRole("heading", { name: "No jobs yet" }).waitFor();
    const { id } = await submit(server, endless);
    const tabs: Page[] = [];
    while (tabs.length < 7) {
      const tab = await context.newPage();
      tab.setDefaultTimeout(10_000);
      await tab.goto(new URL(tabs.length % 2 ? `/jobs/${id}` : "/jobs", server.url).href);
      await tab.getByText("running", { exact: true }).first().waitFor();
      tabs.push(tab);
    }
    const before = streams;
    assert.ok(before <= 2, "the first tab's stream is enough");
    await page.close();
    await until(
      async () => streams,
      (count) => count === before + 1,
    );
    await submit(server, { to: 7, interval: 0 });
    for (const tab of tabs) {
      await tab.getByRole("link", { name: "Jobs" }).first().click();
      await rows(tab).filter({ hasText: "Counted 7 of 7" }).waitFor();
    }
    assert.equal(streams, before + 1);
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
  "a server that cannot tell is told so, and the list stays",
  { path: "/jobs", expectedErrors: /503/ },
  async ({ page, server }) => {
    await submit(server, endless);
    await rows(page).getByText("running", { exact: true }).waitFor();
    const detail = "The database is away.";
    await page.route(/\/jobs\?/, (route) =>
      route.fulfill({ status: 503, contentType: "application/problem+json", json: { detail } }),
    );
    await page.evaluate(() => dispatchEvent(new Event("visibilitychange")));
    await page.getByText(/Not up to date since .*The database is away\. Reconnecting/).waitFor();
    assert.equal(await rows(page).count(), 1);
    await page.unroute(/\/jobs\?/);
    await page.getByText(/Not up to date/).waitFor({ state: "hidden" });
  },
);

browserTest(
  "a lost worker is told where it was lost",
  { path: "/jobs" },
  async ({ page, server }) => {
    const { id } = await submit(server, endless);
    await rows(page).getByText("running", { exact: true }).waitFor();
    await page.getByRole("listitem").getByRole("link").click();
    await server.platform.database.query(
      "update public.jobs set attempt = attempt + 1 where id = $1",
      [id],
    );
    const steps = page.getByRole("region", { name: "What happened" });
    await steps.getByText("the worker was lost; begun again, attempt 2").waitFor();
  },
);

browserTest(
  "an address that is wrong is not passed on",
  { path: "/jobs?state=bogus&kind=%00" },
  async ({ page, server }) => {
    await page.getByRole("heading", { name: "No jobs yet" }).waitFor();
    await page.goto(new URL("/jobs/nothing", server.url).href);
    await page.getByRole("heading", { name: "This is no job’s id" }).waitFor();
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
