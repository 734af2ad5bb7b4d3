/** Retort in a real browser: a server of its own for each test, and Chromium before it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Flags, readConfig } from "#src/server/config.ts";
import { openPlatform, type Platform } from "#src/server/platform.ts";
import { startServer } from "#src/server/serve.ts";
import { startChromium, withoutChromium } from "#test/support/chromium.ts";

let browser: Browser;

/** A server, and what it stands on. */
export interface VisitedServer {
  readonly url: string;
  readonly platform: Platform;
  close(): Promise<void>;
}

/** A page at the server's address that fails its test on any error it reports. */
export interface Visit {
  readonly page: Page;
  readonly server: VisitedServer;
  /** Ends the server as a crash would, and starts it again where it was. */
  readonly restart: { stop(): Promise<void>; start(): Promise<void> };
}

/** What differs from a visit to the opening page on a large dark display. */
export interface VisitOptions extends BrowserContextOptions {
  /** Path and search of the address. */
  readonly path?: string;
  /** Console errors the test brings about on purpose. */
  readonly expectedErrors?: RegExp;
  /** Settings of the server. */
  readonly settings?: Flags;
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
  { path = "/", expectedErrors, settings, ...context }: VisitOptions,
  body: (visit: Visit) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "retort-browser-"));
  const flags = { LOG_LEVEL: "silent", ...settings, DATA_DIR: dataDir };
  let server: VisitedServer | undefined = await serve({ ...flags, PORT: "0" });
  const { port } = new URL(server.url);
  const view = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: "dark",
    ...context,
  });
  t.after(async () => {
    await view.close();
    await server?.close();
    await rm(dataDir, { recursive: true, force: true });
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
        server = await serve({ ...flags, PORT: port });
      },
    },
  });
  const unexpected = faults.filter((fault) => !expectedErrors?.test(fault));
  if (unexpected.length > 0) throw new Error(`The page reported:\n${unexpected.join("\n")}`);
}

async function serve(flags: Flags): Promise<VisitedServer> {
  const config = readConfig(flags);
  const platform = await openPlatform(config, { isWorker: true });
  const { url, close } = await startServer(config, platform);
  return {
    url,
    platform,
    async close() {
      await close();
      // Jobs that count for ever are not waited for.
      await platform.jobs.close({ graceSeconds: 0 });
      await platform.database.close();
    },
  };
}
