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
/** What the tests of the file share, if they do. */
let shared: Place | undefined;

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

/** Where a server is started, once or again. */
interface Place extends Pick<Visit, "server" | "restart"> {
  /** Ends the server, and removes what it kept. */
  leave(): Promise<void>;
}

/** What differs from a visit to the opening page on a large dark display. */
export interface VisitOptions extends BrowserContextOptions {
  /** Path and search of the address. */
  readonly path?: string;
  /** Console errors the test brings about on purpose. */
  readonly expectedErrors?: RegExp;
  /** Settings of the server. */
  readonly settings?: Flags;
  /** Longest that the test may take. Default: 120. */
  readonly seconds?: number;
}

/**
 * Registers Chromium's start and end with the file that calls it.
 * @param sharesServer whether its tests without settings have one server, with these settings where some
 *   are given. They must leave nothing there that the next one would find; what the browser keeps is
 *   each test's own
 */
export function withChromium({
  sharesServer = false,
}: {
  sharesServer?: boolean | Flags;
} = {}): void {
  if (withoutChromium) return;
  before(async () => {
    browser = await startChromium();
    if (sharesServer) shared = await newPlace(sharesServer === true ? {} : sharesServer);
  });
  after(async () => {
    await browser.close();
    await shared?.leave();
  });
}

/** A test of the page; skipped where there is no Chromium. */
export function browserTest(
  name: string,
  options: VisitOptions,
  body: (visit: Visit) => Promise<void>,
): void {
  const { seconds = 120, ...rest } = options;
  test(name, { skip: withoutChromium, timeout: seconds * 1000 }, (t) => visit(t, rest, body));
}

async function visit(
  t: TestContext,
  { path = "/", expectedErrors, settings, ...context }: Omit<VisitOptions, "seconds">,
  body: (visit: Visit) => Promise<void>,
): Promise<void> {
  const isShared = shared !== undefined && settings === undefined;
  const { server, restart, leave } = isShared ? shared! : await newPlace(settings);
  const view = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: "dark",
    ...context,
  });
  t.after(async () => {
    await view.close();
    if (!isShared) await leave();
  });
  const page = await view.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(new URL(path, server.url).href);
  await body({ page, server, restart });
  const unexpected = faults.filter((fault) => !expectedErrors?.test(fault));
  if (unexpected.length > 0) throw new Error(`The page reported:\n${unexpected.join("\n")}`);
}

async function newPlace(settings: Flags = {}): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), "retort-browser-"));
  const flags = { LOG_LEVEL: "silent", ...settings, DATA_DIR: dataDir };
  const server = await serve({ ...flags, PORT: "0" });
  const { port } = new URL(server.url);
  let running: VisitedServer | undefined = server;
  const stop = async () => {
    await running?.close();
    running = undefined;
  };
  return {
    server,
    restart: {
      stop,
      async start() {
        running = await serve({ ...flags, PORT: port });
      },
    },
    async leave() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
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
