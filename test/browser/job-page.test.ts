/** The page of one job, and addresses of none. */
import assert from "node:assert/strict";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";
import { endless, rows, submit } from "./jobs.ts";

withChromium();

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
