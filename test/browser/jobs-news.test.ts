/** How the page hears of jobs: from a server that goes away and comes back, in many tabs. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest, withChromium } from "./browser.ts";
import { endless, rows, submit } from "./jobs.ts";
import { until } from "./picture.ts";

withChromium();

browserTest(
  "a server that goes away is waited for, and what happened meanwhile is there",
  { path: "/jobs", expectedErrors: /ERR_|Failed to load|Failed to fetch/ },
  async ({ page, server, restart }) => {
    const { id } = await submit(server, endless);
    await rows(page).getByText("running", { exact: true }).waitFor();
    await rows(page).getByRole("link").click();
    await page.getByRole("region", { name: "What happened" }).waitFor();
    await page.goBack();
    // What happened since it was read is behind now.
    const said = () => rows(page).locator(".says").textContent();
    const before = await said();
    await until(said, (now) => now !== before);
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
    let streams = 0;
    page.on("request", (request) => {
      if (request.url().endsWith(`/jobs/${id}/events`)) streams++;
    });
    await page.goForward();
    await page.getByRole("region", { name: "What happened" }).waitFor();
    await page.waitForTimeout(1500);
    assert.equal(streams, 0, "one stream looks for the server, and no other");
    await page.goBack();
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
