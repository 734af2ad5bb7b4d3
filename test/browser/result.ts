/** What a test can see of a prediction's result on the page, and take from it. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

/** How many different colours the complex has in the picture. */
export function coloursDrawn(page: Page): Promise<number> {
  return page.evaluate(() => {
    const drawn = document.querySelector<HTMLCanvasElement>(".structure canvas")!;
    const copy = new OffscreenCanvas(drawn.width, drawn.height);
    const context = copy.getContext("2d")!;
    context.drawImage(drawn, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

/** Saves what a press hands out, and gives its bytes. */
export async function saved(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return readFile(await download.path());
}
