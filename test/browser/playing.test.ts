/** The wave on the page: it is drawn, it plays, and it is played with. */
import assert from "node:assert/strict";
import { browserTest, withChromium } from "./browser.ts";
import { frameIs, pixels, readout, shownFrame, waveIsHere } from "./picture.ts";

withChromium({ sharesServer: true });

browserTest("a wave is on the screen at once, and moves", {}, async ({ page }) => {
  await page.waitForFunction(
    () => document.querySelector("[data-testid=norm]")?.textContent !== "–",
  );
  const before = await pixels(page);
  assert.ok(before.coloured > 2000, `${before.coloured} coloured pixels`);
  await page.waitForTimeout(200);
  const after = await pixels(page);
  assert.notEqual(after.sum, before.sum);
});

browserTest(
  "it opens with the whole encounter, and the numbers are physics",
  {},
  async ({ page }) => {
    await waveIsHere(page);
    assert.equal(await readout(page, "norm"), 1);
    await page.keyboard.press("Space");
    await page.keyboard.press("Home");
    await frameIs(page, 0);
    assert.equal(await readout(page, "reflected"), 100);
    const readouts = page.getByRole("region", { name: "Probabilities" });
    await readouts.getByText(/Time 0\.00: before 100\.0 %/).waitFor();
    assert.equal(await readouts.getAttribute("data-encounter"), "ahead");
    await page.keyboard.press("End");
    await frameIs(page, 499);
    // The reference's packet, at t = 0.1596: 0.29592134.
    assert.equal(await readout(page, "transmitted"), 29.6);
    await readouts.getByText(/transmitted 29\.6 %/).waitFor();
    assert.equal(await readouts.getAttribute("data-encounter"), "over");
    const predicted = await readout(page, "predicted");
    assert.ok(Math.abs(predicted - 30.9) < 0.1, `predicted ${predicted}`);
  },
);

browserTest("buttons pause, play, step, restart and set the speed", {}, async ({ page }) => {
  await waveIsHere(page);
  await page.getByRole("button", { name: "Pause" }).click();
  const paused = await shownFrame(page);
  const still = await pixels(page);
  await page.waitForTimeout(150);
  assert.equal(await shownFrame(page), paused);
  assert.equal((await pixels(page)).sum, still.sum);

  await page.getByRole("button", { name: "Step forward" }).click();
  await frameIs(page, paused + 1);
  assert.notEqual((await pixels(page)).sum, still.sum);
  await page.getByRole("button", { name: "Step back" }).click();
  await frameIs(page, paused);

  await page.getByRole("combobox", { name: "Speed" }).selectOption("0.1");
  await page.getByRole("button", { name: "Restart" }).click();
  await page.waitForTimeout(300);
  const slow = await shownFrame(page);
  assert.ok(slow > 0 && slow < 20, `frame ${slow} after 0.3 s at a tenth of the speed`);
});

browserTest("keys do the same, and ? says which", {}, async ({ page }) => {
  await waveIsHere(page);
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play" }).waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await frameIs(page, 9);
  await page.keyboard.press("l");
  const loop = page.getByRole("button", { name: "Loop" });
  assert.equal(await loop.getAttribute("aria-pressed"), "false");
  await page.keyboard.press("]");
  assert.equal(await page.getByRole("combobox", { name: "Speed" }).inputValue(), "2");
  await page.keyboard.press("End");
  await page.keyboard.press("r");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  assert.ok((await shownFrame(page)) < 200);
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Play or pause").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

browserTest("without a loop it stops at the end", { path: "/?max_frames=40" }, async ({ page }) => {
  await waveIsHere(page);
  await page.keyboard.press("l");
  await page.keyboard.press("r");
  await page.getByRole("button", { name: "Play" }).waitFor();
  assert.equal(await shownFrame(page), 39);
});

browserTest("the time line goes where it is pressed and dragged", {}, async ({ page }) => {
  await waveIsHere(page);
  await page.keyboard.press("Space");
  const box = (await page.getByRole("slider", { name: "Time" }).boundingBox())!;
  const [left, middle] = [box.x + box.width * 0.25, box.y + box.height / 2];
  await page.mouse.move(left, middle);
  await page.mouse.down();
  await frameIs(page, 125, 2);
  await page.mouse.move(box.x + box.width * 0.75, middle);
  await page.mouse.up();
  await frameIs(page, 374, 2);
});

browserTest(
  "less motion, when asked for, means a wave at rest",
  { reducedMotion: "reduce" },
  async ({ page }) => {
    await waveIsHere(page);
    const frame = await shownFrame(page);
    await page.waitForTimeout(150);
    assert.equal(await shownFrame(page), frame);
    assert.ok((await pixels(page)).coloured > 2000);
  },
);
