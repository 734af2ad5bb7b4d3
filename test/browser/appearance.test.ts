/** The page on other displays, for other people, and as files to take away. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { devices } from "playwright-core";
import { isForEverybody } from "./accessible.ts";
import { browserTest, type Visit, withChromium } from "./browser.ts";
import { frameIs, pixels, until, waveIsHere } from "./picture.ts";

withChromium({ sharesServer: true });

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
    await isForEverybody(page);
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
  { path: "/nowhere", expectedErrors: /404/ },
  async ({ page }) => {
    await page.getByRole("heading", { name: "nothing at this address" }).waitFor();
    await page
      .getByRole("main")
      .getByRole("link", { name: /Tunneling/ })
      .click();
    await waveIsHere(page);
  },
);

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
