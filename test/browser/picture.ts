/** What a test can see of the tunneling page. */
import type { Page } from "playwright-core";

/** Pixels of the wave picture. */
export interface Pixels {
  /** Those of the density's lane with a clear hue: |ψ|² filled with its phase. */
  readonly coloured: number;
  /** A sum that differs when the picture does. */
  readonly sum: number;
  /** Brightness of the background, 0 … 255. */
  readonly background: number;
}

/** Reads the picture's canvas. */
export function pixels(page: Page): Promise<Pixels> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(".picture canvas")!;
    const { data } = canvas
      .getContext("2d")!
      .getImageData(0, 0, Math.max(1, canvas.width), Math.max(1, canvas.height));
    const lane = { right: canvas.width * 0.8, bottom: canvas.height * 0.62 };
    let coloured = 0;
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
      const [x, y] = [(i / 4) % canvas.width, i / 4 / canvas.width];
      const isHue = Math.max(r, g, b) - Math.min(r, g, b) > 60;
      if (isHue && x < lane.right && y < lane.bottom) coloured++;
      sum = (sum + (i + 1) * (r + 3 * g + 7 * b)) % 1e9;
    }
    return { coloured, sum, background: (data[0]! + data[1]! + data[2]!) / 3 };
  });
}

/** Waits until the wave is here to the last frame. */
export async function waveIsHere(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector("[role=slider][aria-label=Time]")?.getAttribute("aria-valuemax") !==
        "0" && document.querySelector("main[data-state=complete]") !== null,
  );
}

/** The frame that is shown. */
export async function shownFrame(page: Page): Promise<number> {
  return Number(await page.getByRole("slider", { name: "Time" }).getAttribute("aria-valuenow"));
}

/** A live number of the page, by what it is called. */
export async function readout(page: Page, name: string): Promise<number> {
  return Number.parseFloat((await page.getByTestId(name).textContent()) ?? "");
}

/** Waits until `read` gives what satisfies `holds`, and gives it; fails with the last value after 20 s. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = performance.now() + 20_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (performance.now() > end) throw new Error(`It stayed ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until frame `index` is shown, give or take `tolerance`. */
export async function frameIs(page: Page, index: number, tolerance = 0): Promise<void> {
  await until(
    () => shownFrame(page),
    (shown) => Math.abs(shown - index) <= tolerance,
  );
}
