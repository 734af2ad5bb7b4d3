/** The question on the page: changed, refused, linked to, and asked of a server that goes away. */
import assert from "node:assert/strict";
import { browserTest, withChromium } from "./browser.ts";
import { frameIs, pixels, readout, shownFrame, until, waveIsHere } from "./picture.ts";

withChromium({ sharesServer: true });

browserTest(
  "typing a number shows its wave at once, where the last one was",
  {},
  async ({ page }) => {
    await waveIsHere(page);
    await page.keyboard.press("Space");
    await page.keyboard.press("End");
    await frameIs(page, 499);
    assert.equal(await readout(page, "transmitted"), 29.6);
    await page.getByLabel("Height V₀", { exact: true }).fill("0");
    await page.waitForFunction(
      () =>
        Number.parseFloat(document.querySelector("[data-testid=transmitted]")!.textContent) > 99,
    );
    assert.equal(await shownFrame(page), 499);
    await page.waitForURL(/barrier_height=0/);
  },
);

browserTest("dragging the barrier changes request, address and picture", {}, async ({ page }) => {
  await waveIsHere(page);
  await page.keyboard.press("Space");
  const before = await pixels(page);
  const edge = page.getByRole("slider", { name: "Barrier, right edge" });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") asked.push(request.postData() ?? "");
  });
  const box = (await edge.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.7);
  await page.mouse.down();
  for (let i = 1; i <= 10; i++) {
    await page.mouse.move(box.x + box.width / 2 + 15 * i, box.y + box.height * 0.7);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  // Address and request follow the pointer at their own pace, and meet where it stopped.
  await until(
    async () => ({
      asked: JSON.parse(asked.at(-1) ?? "{}").barrier_end,
      addressed: Number(new URL(page.url()).searchParams.get("barrier_end")),
    }),
    (end) => end.asked === end.addressed && 1.5 < end.asked && end.asked < 4,
  );
  await waveIsHere(page);
  assert.notEqual((await pixels(page)).sum, before.sum);
});

browserTest(
  "top, packet and barrier are dragged too, and moved with the keys",
  {},
  async ({ page }) => {
    await waveIsHere(page);
    const drag = async (name: string, dx: number, dy: number) => {
      const box = (await page.getByRole("slider", { name }).boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 4 });
      await page.mouse.up();
    };
    await drag("Barrier height", 0, -60);
    // The address follows the pointer at its own pace: what it passes on the way is no end.
    await page.waitForURL((url) => Number(url.searchParams.get("barrier_height")) > 900);
    await drag("Packet, centre at the start", -80, 0);
    await page.waitForURL(/x0=-\d/);
    const edge = page.getByRole("slider", { name: "Barrier, left edge" });
    await edge.focus();
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(await edge.getAttribute("aria-valuenow"), "0.1");
    await page.getByRole("slider", { name: "Barrier, position" }).focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await page.waitForURL(/barrier_end=0\.4/);
  },
);

browserTest(
  "a link is a simulation, and Back leads back",
  { path: "/?momentum=20&barrier_height=300&N=600" },
  async ({ page }) => {
    await waveIsHere(page);
    assert.equal(await page.getByLabel("Momentum p₀", { exact: true }).inputValue(), "20");
    await page.getByRole("button", { name: "Well" }).click();
    await page.waitForURL(/barrier_height=-500/);
    await waveIsHere(page);
    const link = page.url();
    await page.goBack();
    await page.waitForURL(/momentum=20/);
    const height = page.getByLabel("Height V₀", { exact: true });
    await until(
      () => height.inputValue(),
      (value) => value === "300",
    );
    await page.goto(link);
    await waveIsHere(page);
    await page.getByRole("button", { name: "Well", pressed: true }).waitFor();
  },
);

browserTest(
  "a field shows the very number of the link",
  { path: "/?xmin=1000000&xmax=1000013&x0=1000003&barrier_start=1000006&barrier_end=1000007" },
  async ({ page }) => {
    await waveIsHere(page);
    for (const [name, value] of [
      ["Centre x₀", "1000003"],
      ["Left edge a", "1000006"],
      ["Right edge b", "1000007"],
    ] as const) {
      assert.equal(await page.getByLabel(name, { exact: true }).inputValue(), value);
    }
  },
);

browserTest(
  "theory is silent where it does not apply, and says why",
  { path: "/?x0=-6.49" },
  async ({ page }) => {
    await waveIsHere(page);
    const panel = page.getByRole("region", { name: "Transmission" });
    assert.equal(await panel.getByTestId("predicted").textContent(), "–");
    await panel.getByText("No mean: a wall of the box cuts the packet off.").waitFor();
    await page.getByLabel("Centre x₀", { exact: true }).fill("-3");
    await panel.getByText("782 on this grid, 800 in the continuum").waitFor();
    assert.equal(await readout(page, "predicted"), 30.9);
    const edge = page.getByRole("slider", { name: "Barrier, right edge" });
    await edge.focus();
    await page.keyboard.press("End");
    await page.waitForURL(/barrier_end=6\.5/);
  },
);

browserTest(
  "a link with a wrong number says so at its field",
  { path: "/?sigma=0&x0=9" },
  async ({ page }) => {
    await page.locator("[data-field=sigma]").getByRole("alert").waitFor();
    await page.locator("[data-field=x0]").getByText("outside the box").waitFor();
    await page.getByLabel("Width σ", { exact: true }).fill("0.2");
    await page.getByLabel("Centre x₀", { exact: true }).fill("-2");
    await page.waitForURL(/sigma=0\.2/);
    await waveIsHere(page);
  },
);

browserTest("a wrong number is told at its field, the last wave stays", {}, async ({ page }) => {
  await waveIsHere(page);
  const width = page.getByLabel("Width σ", { exact: true });
  await width.fill("0");
  const field = page.locator("[data-field=sigma]");
  await field.getByRole("alert").waitFor();
  assert.equal(await width.getAttribute("aria-invalid"), "true");
  assert.ok((await pixels(page)).coloured > 2000);
  assert.doesNotMatch(page.url(), /sigma/);
  await width.fill("0.3");
  await field.getByRole("alert").waitFor({ state: "detached" });
  await page.waitForURL(/sigma=0\.3/);
});

browserTest(
  "what only the server refuses is told at its field as well",
  { expectedErrors: /422/ },
  async ({ page }) => {
    await waveIsHere(page);
    await page.route("**/api/quantum-tunneling", (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        json: {
          type: "about:blank",
          title: "Invalid request",
          status: 422,
          detail: "One field is wrong.",
          errors: [
            { path: "N", message: "1200 intervals are more than this server's limit of 1000" },
          ],
        },
      }),
    );
    await page.getByText("Box, grid and units").click();
    const intervals = page.getByLabel("Intervals N", { exact: true });
    await intervals.fill("1200");
    await page.locator("[data-field=N]").getByText("limit of 1000").waitFor();
    assert.ok((await pixels(page)).coloured > 2000);
    await page.unroute("**/api/quantum-tunneling");
    await intervals.fill("900");
    await page.locator("[data-field=N]").getByRole("alert").waitFor({ state: "detached" });
    await waveIsHere(page);
  },
);

browserTest(
  "a lost server is told, and asked again until it is back",
  { expectedErrors: /ERR_|Failed to load|Failed to fetch/ },
  async ({ page, restart }) => {
    await waveIsHere(page);
    await restart.stop();
    await page.getByRole("button", { name: "Free" }).click();
    await page.getByRole("alert").getByText("The server does not answer").waitFor();
    assert.ok((await pixels(page)).coloured > 2000, "the last wave is still there");
    await restart.start();
    await page.getByRole("alert").waitFor({ state: "detached" });
    await waveIsHere(page);
    await page.keyboard.press("End");
    await until(
      () => readout(page, "transmitted"),
      (transmitted) => transmitted > 98,
    );
  },
);
