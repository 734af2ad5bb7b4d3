/** The page on other displays, for other people, and as files to take away. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { devices } from "playwright-core";
import { browserTest, type Visit, withChromium } from "./browser.ts";
import { frameIs, pixels, until, waveIsHere } from "./picture.ts";

withChromium();

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;

browserTest(
  "on a phone the picture comes first and nothing is cut off",
  phone,
  async ({ page }) => {
    await waveIsHere(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 390);
    const picture = (await page.locator(".picture").boundingBox())!;
    assert.ok(picture.y + picture.height < 664, "the whole picture is on the first screen");
    assert.ok((await pixels(page)).coloured > 2000);
    const packet = page.getByRole("slider", { name: "Packet, centre" });
    const { x, y, width: wide, height } = (await packet.boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const at = (dx: number) => ({ touchPoints: [{ x: x + wide / 2 + dx, y: y + height / 2 }] });
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", ...at(0) });
    for (const dx of [-5, -10, -20]) {
      await touch.send("Input.dispatchTouchEvent", { type: "touchMove", ...at(dx) });
    }
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForURL(/x0=-3\.\d/);
    assert.ok(wide >= 24 && height >= 24, "a finger finds the packet");
    for (const name of ["Barrier height", "Barrier, left edge", "Barrier, right edge"]) {
      const grip = (await page.getByRole("slider", { name }).boundingBox())!;
      assert.ok(grip.width >= 24 && grip.height >= 24, `a finger finds the ${name}`);
    }
  },
);

browserTest(
  "light is light, dark is dark, and the button goes round",
  { colorScheme: "light" },
  async ({ page }) => {
    await waveIsHere(page);
    const background = async () => (await pixels(page)).background;
    await until(background, (brightness) => brightness > 200);
    await page.emulateMedia({ colorScheme: "dark" });
    await until(background, (brightness) => brightness < 60);
    await page.getByRole("button", { name: "Colours: as the system" }).click();
    await page.getByRole("button", { name: "Colours: light" }).waitFor();
    // Light again, against the system.
    await until(background, (brightness) => brightness > 200);
  },
);

browserTest(
  "every control has a name, every id is unique, every text its contrast",
  {},
  async ({ page }) => {
    await waveIsHere(page);
    for (const summary of await page.locator("details:not([open]) summary").all()) {
      await summary.click();
    }
    const faults = await page.evaluate(() => {
      const named = (element: Element) =>
        element.getAttribute("aria-label")?.trim() ||
        element.textContent?.trim() ||
        (element as HTMLInputElement).labels?.[0]?.textContent?.trim();
      const controls = document.querySelectorAll(
        "button, a, input, select, summary, [role=slider], canvas:not([aria-hidden])",
      );
      const unnamed = [...controls].filter((c) => !named(c)).map((c) => c.outerHTML.slice(0, 120));
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
      const landmarks = ["main", "header", "nav", "h1"].filter(
        (name) => document.querySelectorAll(name).length !== 1,
      );
      return { unnamed, twice, landmarks, language: document.documentElement.lang };
    });
    assert.deepEqual(faults, { unnamed: [], twice: [], landmarks: [], language: "en" });
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(100);
      assert.deepEqual(await page.evaluate(lowContrast), [], colorScheme);
    }
  },
);

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
]) {
  browserTest(
    `at ${viewport.width} pixels nothing moves but the wave`,
    { viewport },
    async ({ page }) => {
      await waveIsHere(page);
      await page.keyboard.press("Space");
      /** Where everything above and around the picture is. */
      const places = () =>
        page.evaluate(() =>
          [
            ...document.querySelectorAll(".picture, .panel, .readouts dt, .readouts dd, .phase"),
          ].map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return [element.className || element.textContent, x, y, width, height].join(" ");
          }),
        );
      const still = async () => (await places()).filter((place) => !/^\d/.test(place));
      await page.keyboard.press("Home");
      await frameIs(page, 0);
      const before = await still();
      const wrapped = await page.evaluate(() =>
        [...document.querySelectorAll("dd")].some((dd) => dd.clientHeight > 32),
      );
      assert.equal(wrapped, false);
      const apart = await page.evaluate(() => {
        const norm = document.querySelector("[data-testid=norm]")!.getBoundingClientRect();
        return document.querySelector(".phase")!.getBoundingClientRect().left - norm.right;
      });
      assert.ok(apart >= 0, "the norm is clear of the phase's key");
      await page.keyboard.press("End");
      await frameIs(page, 499);
      assert.deepEqual(await still(), before, "at the end of the run");
      await page.getByText("Box, grid and units").click();
      await page.getByLabel("Right edge b", { exact: true }).fill("0.03");
      await page.getByText("grid points are inside").waitFor();
      const pictureOf = (all: string[]) => all.find((place) => place.startsWith("picture"));
      assert.equal(pictureOf(await still()), pictureOf(before), "with the whole form unfolded");
    },
  );
}

browserTest(
  "an address where there is nothing says so, and leads back",
  { path: "/nowhere" },
  async ({ page }) => {
    await page.getByRole("heading", { name: "nothing at this address" }).waitFor();
    await page
      .getByRole("main")
      .getByRole("link", { name: /Tunneling/ })
      .click();
    await waveIsHere(page);
  },
);

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
  for (const element of document.querySelectorAll("main *, header *")) {
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

/** Exports by the menu and reads the file. */
async function exported({ page }: Visit, item: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 25_000 }),
    page.getByRole("menuitem", { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

browserTest("a frame is exported as a PNG, the data as an NPZ", {}, async (visit) => {
  await waveIsHere(visit.page);
  const png = await exported(visit, /PNG/);
  assert.equal(png.name, "tunneling-p40-V800.png");
  assert.equal(png.bytes.toString("latin1", 1, 4), "PNG");
  assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [2560, 1440]);
  const npz = await exported(visit, /NPZ/);
  assert.equal(npz.bytes.toString("latin1", 0, 2), "PK");
  assert.ok(npz.bytes.includes("psi.npy") && npz.bytes.length > 3_990_000);
});

browserTest(
  "a video is recorded, and can be cancelled",
  { path: "/?max_frames=30" },
  async (visit) => {
    const { page } = visit;
    await waveIsHere(page);
    const video = await exported(visit, /Video/);
    assert.ok(video.bytes.length > 5000, `${video.bytes.length} bytes`);
    await page.getByLabel("Most frames").fill("300");
    await waveIsHere(page);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /Video/ }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Video cancelled").waitFor();
  },
);
