/** Retort in a real browser: a server of its own for each test, and Chromium before it. */
import { after, before, type TestContext, test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { readConfig } from "#src/server/config.ts";
import { type RunningServer, startServer } from "#src/server/serve.ts";
import { startChromium, withoutChromium } from "#test/support/chromium.ts";

let browser: Browser;

/** A page at the server's address that fails its test on any error it reports. */
export interface Visit {
  readonly page: Page;
  readonly server: RunningServer;
  /** Ends the server as a crash would, and starts it again where it was. */
  readonly restart: { stop(): Promise<void>; start(): Promise<void> };
}

/** What differs from a visit to the opening page on a large dark display. */
export interface VisitOptions extends BrowserContextOptions {
  /** Path and search of the address. */
  readonly path?: string;
  /** Console errors the test brings about on purpose. */
  readonly expectedErrors?: RegExp;
}

/** Registers Chromium's start and end with the file that calls it. */
export function withChromium(): void {
  if (withoutChromium) return;
  before(async () => {
    browser = await startChromium();
  });
  after(() => browser.close());
}

/** A test of the page; skipped where there is no Chromium. */
export function browserTest(
  name: string,
  options: VisitOptions,
  body: (visit: Visit) => Promise<void>,
): void {
  test(name, { skip: withoutChromium, timeout: 40_000 }, (t) => visit(t, options, body));
}

async function visit(
  t: TestContext,
  { path = "/", expectedErrors, ...context }: VisitOptions,
  body: (visit: Visit) => Promise<void>,
): Promise<void> {
  let server: RunningServer | undefined = await startServer(readConfig({ PORT: "0" }));
  const port = new URL(server.url).port;
  const view = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: "dark",
    ...context,
  });
  t.after(async () => {
    await view.close();
    await server?.close();
  });
  const page = await view.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(new URL(path, server.url).href);
  await body({
    page,
    server,
    restart: {
      async stop() {
        await server?.close();
        server = undefined;
      },
      async start() {
        server = await startServer(readConfig({ PORT: port }));
      },
    },
  });
  const unexpected = faults.filter((fault) => !expectedErrors?.test(fault));
  if (unexpected.length > 0) throw new Error(`The page reported:\n${unexpected.join("\n")}`);
}
