/** A real browser: the one in `CHROMIUM_PATH`, else one where systems usually have it. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = [
  process.env.CHROMIUM_PATH ?? "",
  // The same engine without a window's own pages: half the work.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
].find((path) => path !== "" && existsSync(path));

/** Why tests in the browser are skipped, or false where there is one: an option for `test`. */
export const withoutChromium: string | false =
  executablePath === undefined && "there is no Chromium here; install one or set CHROMIUM_PATH";

/** Starts the browser, without a window and without talking to anybody but the tests' servers. */
export function startChromium(): Promise<Browser> {
  const flags = ["background-networking", "component-update", "sync", "quic", "gpu"];
  return chromium.launch({
    executablePath: executablePath!,
    // WebGL without a graphics card.
    args: [
      "--no-sandbox",
      "--no-first-run",
      "--enable-unsafe-swiftshader",
      ...flags.map((flag) => `--disable-${flag}`),
    ],
  });
}
