/** What the page tells of the server, and who it takes one for. */
import assert from "node:assert/strict";
import { devices, type Page } from "playwright-core";
import { submitCount } from "#src/client/index.ts";
import { secret, tokenFor } from "#test/support/tokens.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";

withChromium();

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;
const marie = "5a0d6d3e-5c53-4c4c-9d0c-0a4a4b8f6f01";
const pierre = "5a0d6d3e-5c53-4c4c-9d0c-0a4a4b8f6f02";
const withTokens = { settings: { JWT_SECRET: secret } };

/** Pastes a token into the dialog, which is open. */
async function paste(page: Page, token: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Token").fill(token);
  await dialog.getByRole("button", { name: "Sign in" }).click();
}

browserTest(
  "the page says what is in use, and how it feels",
  { path: "/settings", settings: { BOLTZ_COMMAND: "/nowhere/boltz" } },
  async ({ page, server }) => {
    const part = (name: string) => page.getByRole("region", { name });
    await part("Database")
      .getByText(/PGlite/)
      .waitFor();
    await part("Identity").getByText("the local user").waitFor();
    await part("Server").locator("[data-is=fair]", { hasText: "Server: degraded" }).waitFor();
    await part("Server").getByText("Boltz: not available").waitFor();
    await part("Server")
      .getByText(/No worker has Boltz.*pip install/)
      .waitFor();
    await part("Server")
      .getByText(/Database: ok, [\d.]+ ms/)
      .waitFor();
    await part("Jobs").getByText("count").waitFor();
    await part("Limits").getByText("1 MiB", { exact: true }).waitFor();
    assert.doesNotMatch((await part("Limits").textContent())!, /LIMIT_/, "every limit has a name");
    assert.equal(await page.getByRole("button", { name: "Sign in" }).count(), 0);
    await isForEverybody(page);
    for (const name of ["The HTTP interface", "Metrics"]) {
      const link = page.getByRole("main").getByRole("link", { name });
      const path = await link.getAttribute("href");
      assert.equal((await fetch(new URL(path!, server.url))).status, 200, name);
    }
  },
);

browserTest(
  "a server that is gone is told in words, and one that is back, too",
  { path: "/settings", expectedErrors: /ERR_|Failed to load|Failed to fetch/ },
  async ({ page, restart }) => {
    await page.getByText(/Server: (healthy|degraded)/).waitFor();
    await restart.stop();
    await page.getByText("Server: does not answer").waitFor();
    await restart.start();
    await page.getByText(/Server: (healthy|degraded)/).waitFor();
  },
);

browserTest(
  "on a phone the settings are whole",
  { ...phone, path: "/settings" },
  async ({ page }) => {
    await page.getByText(/Server: (healthy|degraded)/).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  },
);

browserTest(
  "a token is tried before it is taken, and forgotten when one signs out",
  { ...withTokens, path: "/jobs", expectedErrors: /401/ },
  async ({ page, server }) => {
    const token = await tokenFor(marie, { email: "marie@lab.example" });
    await submitCount({ to: 1 }, { baseUrl: server.url, token });
    await page.getByRole("heading", { name: "Whose jobs?" }).waitFor();
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    const dialog = page.getByRole("dialog");
    await paste(page, "hello");
    await dialog.getByText(/no JSON Web Token/).waitFor();
    await paste(page, "a.b.c");
    await dialog.getByText(/begin with eyJ/).waitFor();
    const [head, claims] = token.split(".");
    await paste(page, `${head}.${claims}.${"A".repeat(43)}`);
    await dialog.getByText(/signature|signed/i).waitFor();
    await paste(page, await tokenFor(marie, { role: "anon" }));
    await dialog.getByText(/names nobody/).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);

    await paste(page, `Bearer ${token}\n`);
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("listitem").getByText("completed", { exact: true }).waitFor();
    await page.reload();
    await page.getByRole("listitem").getByText("completed", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.getByRole("button", { name: "marie@lab.example" }).click();
    await page.getByRole("menu").getByText(marie).waitFor();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Whose jobs?" }).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);

    await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
    await paste(page, await tokenFor(pierre));
    await page.getByRole("heading", { name: "No jobs yet" }).waitFor();
  },
);

browserTest(
  "a token that is remembered is there in the next tab, and gone from both at once",
  { ...withTokens, path: "/settings" },
  async ({ page, server }) => {
    await page.getByText("nobody yet: not signed in").waitFor();
    await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("Remember on this device").check();
    await paste(page, await tokenFor(marie, { email: "marie@lab.example" }));
    const identity = page.getByRole("region", { name: "Identity" });
    await identity.getByText("marie@lab.example").waitFor();
    const next = await page.context().newPage();
    await next.goto(new URL("/settings", server.url).href);
    await next.getByRole("button", { name: "marie@lab.example" }).click();
    await next.getByRole("menuitem", { name: "Sign out" }).click();
    await identity.getByText("nobody yet: not signed in").waitFor();
  },
);

browserTest(
  "of a remembered token that ends, each tab says the same",
  { ...withTokens, path: "/jobs", expectedErrors: /401/ },
  async ({ page, server }) => {
    await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("Remember on this device").check();
    await paste(page, await tokenFor(marie, { exp: Math.floor(Date.now() / 1000) + 4 }));
    await page.getByRole("heading", { name: "No jobs yet" }).waitFor();
    const next = await page.context().newPage();
    await next.goto(new URL("/jobs", server.url).href);
    for (const tab of [page, next]) {
      const dialog = tab.getByRole("dialog", { name: "Sign in again" });
      await dialog.getByText(/expired/).waitFor({ timeout: 25_000 });
      assert.ok(await dialog.getByLabel("Remember on this device").isChecked());
    }
    await next.getByRole("button", { name: "Close" }).click();
    await next.getByText(/Not up to date since .* sign in again/).waitFor();
    await next.getByLabel("State").selectOption("failed");
    await next.getByRole("heading", { name: "Not known yet" }).waitFor();
    await paste(page, await tokenFor(marie));
    await next.getByRole("heading", { name: "No such jobs" }).waitFor();
    assert.equal(await next.getByText("Not up to date").count(), 0);
  },
);

browserTest(
  "a token that ends is asked for again, and nothing on the page is lost",
  { ...withTokens, path: "/jobs?state=completed", expectedErrors: /401/ },
  async ({ page, server }) => {
    const soon = Math.floor(Date.now() / 1000) + 4;
    const token = await tokenFor(marie, { exp: soon });
    await submitCount({ to: 1 }, { baseUrl: server.url, token });
    await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
    await paste(page, token);
    const row = page.getByRole("listitem").getByText("completed", { exact: true });
    await row.waitFor();
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await dialog.getByText(/expired/).waitFor({ timeout: 25_000 });
    assert.equal(await row.count(), 1, "the list is still there");
    await paste(page, await tokenFor(marie));
    await dialog.waitFor({ state: "hidden" });
    await submitCount({ to: 1 }, { baseUrl: server.url, token: await tokenFor(marie) });
    await row.nth(1).waitFor();
    assert.match(page.url(), /state=completed/);
  },
);
