/** What a page owes everybody: names, unique ids, landmarks, contrast. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Fails with every fault of the page as it stands, in the dark and in the light. */
export async function isForEverybody(page: Page): Promise<void> {
  const nothing = { unnamed: [], twice: [], landmarks: [], language: "en" };
  assert.deepEqual(await page.evaluate(structure), nothing);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(100);
    assert.deepEqual(await page.evaluate(lowContrast), [], colorScheme);
  }
}

/** Controls without a name, ids given twice, and landmarks there are none or several of. */
function structure() {
  const named = (element: Element) =>
    element.getAttribute("aria-label")?.trim() ||
    element.textContent?.trim() ||
    (element as HTMLInputElement).labels?.[0]?.textContent?.trim();
  const controls = document.querySelectorAll(
    "button, a, input, select, textarea, summary, [role=slider], [role=progressbar], canvas:not([aria-hidden])",
  );
  const unnamed = [...controls].filter((c) => !named(c)).map((c) => c.outerHTML.slice(0, 120));
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  const landmarks = ["main", "header", "nav", "h1"].filter(
    // A dialog's heading is no landmark.
    (name) => document.querySelectorAll(`${name}:not([role=dialog] *)`).length !== 1,
  );
  return { unnamed, twice, landmarks, language: document.documentElement.lang };
}

/** Texts whose contrast with what is behind them is below 4.5 (WCAG 2.2, 1.4.3). */
function lowContrast(): string[] {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
  const read = (colour: string) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (rgb: number[]) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const behind = (element: Element | null): number[] => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = read(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const faults: string[] = [];
  for (const element of document.querySelectorAll("main *, header *, [role=dialog] *")) {
    const text = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim());
    if (!text || element.closest(".unseen, option, :disabled")) continue;
    const [a, b] = [
      luminance(read(getComputedStyle(element).color).slice(0, 3)),
      luminance(behind(element).slice(0, 3)),
    ];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faults.push(`${element.textContent}: ${contrast.toFixed(2)}`);
  }
  return faults;
}
