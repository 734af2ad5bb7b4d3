/** The impedance workspace: what is moved, written, dropped and saved on it. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { devices, type Page } from "playwright-core";
import { frequencies } from "#src/impedance/axis.ts";
import { bandOf, type Vector, vector } from "#src/impedance/band.ts";
import { standardReference } from "#src/impedance/grid.ts";
import { parseCircuit } from "#src/impedance/parse.ts";
import { compile, evaluator } from "#src/impedance/program.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";
import { until } from "./picture.ts";

withChromium({ sharesServer: true });

const standard = "p(Rsh,p(Ra,Ca)-p(Rb,Cb))";

/** The spectrum of a circuit as the core computes it, values in the circuit's order. */
function spectrum(circuit: string, values: readonly number[], at = frequencies()): Vector {
  const z = vector(at.length);
  evaluator(compile(parseCircuit(circuit)), bandOf(at))(Float64Array.from(values), z);
  return z;
}

/** The distance the page shows, in Ω. */
async function distance(page: Page): Promise<number> {
  const text = (await page.getByTestId("distance").textContent()) ?? "";
  const [, number, prefix] = /^([\d.]+)\u00a0([mk]?)Ω$/.exec(text) ?? [];
  return Number(number) * ({ m: 1e-3, k: 1e3 }[prefix!] ?? 1);
}

/** The colour of the page where the mark on a curve of Nyquist's plot is. */
async function colourAtMark(page: Page, name: string): Promise<readonly number[]> {
  const mark = (await page.locator(`.nyquist circle[data-pointed=${name}]`).boundingBox())!;
  const [x, y] = [Math.round(mark.x + mark.width / 2), Math.round(mark.y + mark.height / 2)];
  const image = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(1, 1).getContext("2d")!;
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }, image.toString("base64"));
}

browserTest(
  "curves, marks, numbers and link follow a slider, as the core says",
  { path: "/impedance" },
  async ({ page }) => {
    const reference = spectrum(standard, Object.values(standardReference));
    const isAt = async (values: readonly number[]) => {
      const expected = metrics.resnorm.of(spectrum(standard, values), reference);
      await until(
        () => distance(page),
        (shown) => Math.abs(shown / expected - 1) < 1e-3,
      );
    };
    await isAt([4000, 3000, 0.5e-6, 2000, 2e-5]);
    const curve = page.locator(".nyquist path[data-series=model]");
    const before = await curve.getAttribute("d");
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll(".plot, .readings td, .knob, .identifiability")].map((e) => {
          const { x, y, width, height } = e.getBoundingClientRect();
          return [x, y, width, height].join(" ");
        }),
      );
    await page.getByTestId("rank").waitFor();
    const still = await places();
    const slider = page.getByRole("slider", { name: "Ra, slider" });
    await slider.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("Shift+ArrowLeft");
    await page.waitForURL(/values=Ra/);
    const { searchParams } = new URL(page.url());
    const Ra = Number(/^Ra:(.+)$/.exec(searchParams.get("values")!)?.[1]);
    assert.ok(Ra > 2000 && Ra < 2500, `50 thousandths of three decades down from 3 kΩ: ${Ra}`);
    await isAt([4000, Ra, 0.5e-6, 2000, 2e-5]);
    assert.notEqual(await curve.getAttribute("d"), before);
    assert.deepEqual(await places(), still, "nothing moves but the curves");
    // On the dark page the model is light blue.
    const [red, , blue] = (await colourAtMark(page, "model")) as [number, number, number];
    assert.ok(blue > 200 && blue > red + 80, `${red} … ${blue} at the mark`);
    await page.getByRole("textbox", { name: "Ca", exact: true }).fill("2u");
    await isAt([4000, Ra, 2e-6, 2000, 2e-5]);
    await page.waitForURL(/Ca%3A/);
    await page.reload();
    await isAt([4000, Ra, 2e-6, 2000, 2e-5]);
    await page.getByRole("button", { name: "Take the model" }).click();
    await until(
      () => page.getByTestId("distance").textContent(),
      (shown) => shown === "0\u00a0Ω",
    );
  },
);

browserTest(
  "one mark runs along all plots, by pointer and by key",
  { path: "/impedance" },
  async ({ page }) => {
    const magnitude = (await page.locator(".magnitude .place > svg").boundingBox())!;
    await page.mouse.move(magnitude.x + magnitude.width - 20.5, magnitude.y + 80);
    const frequency = page.getByTestId("frequency");
    await until(
      () => frequency.textContent(),
      (shown) => shown === "100\u00a0kHz",
    );
    const model = page.locator("tr[data-row=model] td");
    const z = spectrum(standard, [4000, 3000, 0.5e-6, 2000, 2e-5]);
    const last = Math.hypot(z.re[99]!, z.im[99]!);
    assert.equal(Number.parseFloat((await model.nth(2).textContent())!), +last.toPrecision(4));
    await page.mouse.move(0, 0);
    await page.getByRole("slider", { name: "Frequency" }).press("Home");
    await until(
      () => frequency.textContent(),
      (shown) => shown === "100\u00a0mHz",
    );
    const marks = page.locator("[data-pointed=model]");
    assert.ok((await marks.count()) >= 3);
  },
);

browserTest(
  "a circuit is written in two notations, and its fault is at its character",
  { path: "/impedance" },
  async ({ page }) => {
    const text = page.getByRole("textbox", { name: "Circuit" });
    await text.fill("R0-p(R1,X1)");
    const told = page.locator(".circuit .told");
    await told.getByText("There is no element `X1`").waitFor();
    assert.equal(await told.locator("mark").textContent(), "X");
    assert.equal(await text.getAttribute("aria-invalid"), "true");
    await page.getByRole("img", { name: `Circuit ${standard}` }).waitFor();
    await text.fill("R0-p(R1,C1");
    await told.getByText("At 10").waitFor();
    await text.fill("R{R=50}(R{R=2000}C)");
    await told.getByText("R1-p(R2,C1)").waitFor();
    await page.getByRole("img", { name: "Circuit R1-p(R2,C1)" }).waitFor();
    assert.equal(await page.locator(".circuit [data-element]").count(), 3);
    await page.waitForURL(/circuit=R1-p/);
    const value = page.getByRole("textbox", { name: "R2", exact: true });
    assert.equal(await value.inputValue(), "2\u00a0kΩ");
    await page.getByRole("button", { name: "Warburg" }).click();
    await page.waitForURL(/W1/);
    await page.goBack();
    await page.getByRole("img", { name: "Circuit R1-p(R2,C1)" }).waitFor();
  },
);

browserTest(
  "a ranked model is drawn beside the present one, over the controls when the picture is away",
  { path: "/impedance" },
  async ({ page }) => {
    const row = page.locator("#model-0");
    await row.waitFor();
    const ranked = page.locator(".nyquist path[data-series=ranked]");
    assert.equal(await ranked.count(), 0);
    await row.hover();
    await ranked.waitFor();
    await page.locator(".peek path[data-series=ranked]").waitFor();
    await row.click();
    await page.waitForURL(/values=/);
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(200, 20);
    await page.locator(".peek").waitFor({ state: "detached" });
    await ranked.waitFor({ state: "detached" });
  },
);

const measured = "f/Hz;Re;-Im\n1,0;150;20\n10;120;40\n100;60;30\n1000;21;4\n";

browserTest(
  "a measured spectrum is dropped, drawn, and measured against; a broken one is refused",
  { path: "/impedance?circuit=R0-p(R1%2CC1)" },
  async ({ page }) => {
    const drop = (text: string) =>
      page.evaluate((text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "cell 4.csv", { type: "text/csv" }));
        const main = document.querySelector("main")!;
        for (const type of ["dragover", "drop"]) {
          main.dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
          );
        }
      }, text);
    await page.getByTestId("rank").waitFor();
    await drop(`${measured}10000;x;1\n`);
    await page.getByText("cell 4.csv was not taken. Line 6: Re Z is “x”").waitFor();
    await drop(measured);
    await page.getByText("cell 4.csv: 4 frequencies from 1 Hz to 1 kHz").waitFor();
    await page.getByText("says that the column is −Im Z").waitFor();
    const dots = await page.locator(".nyquist path[data-series=reference]").getAttribute("d");
    assert.equal(dots?.match(/M/g)?.length, 4);
    const reference = {
      re: Float64Array.of(150, 120, 60, 21),
      im: Float64Array.of(-20, -40, -30, -4),
    };
    const at = Float64Array.of(1, 10, 100, 1000);
    const expected = metrics.resnorm.of(spectrum("R0-p(R1,C1)", [20, 250, 2e-5], at), reference);
    assert.ok(Math.abs((await distance(page)) / expected - 1) < 1e-3);
    // The link has it, too.
    await page.waitForURL(/measured=/);
    await page.reload();
    await page.getByText("cell 4.csv: 4 frequencies").waitFor();
  },
);

browserTest(
  "every plot is saved as SVG, PNG and CSV, with its numbers",
  { path: "/impedance" },
  async ({ page }) => {
    const saved = async (plot: string, format: string) => {
      await page.getByRole("button", { name: `Save ${plot}` }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: format, exact: true }).click(),
      ]);
      await page.getByRole("menu").waitFor({ state: "detached" });
      assert.equal(download.suggestedFilename(), `${plot.toLowerCase()}.${format.toLowerCase()}`);
      return readFile(await download.path());
    };
    const svg = String(await saved("Nyquist", "SVG"));
    const drawn = await page.locator(".nyquist path[data-series=model]").getAttribute("d");
    assert.ok(svg.includes(drawn!) && svg.includes("Re Z (kΩ)") && svg.includes("xmlns="));
    assert.deepEqual(
      [...(await saved("Phase", "PNG")).subarray(1, 4)],
      [..."PNG"].map((c) => c.charCodeAt(0)),
    );
    const [heading, ...rows] = String(await saved("Magnitude", "CSV"))
      .trim()
      .split("\n");
    assert.match(heading!, /^frequency_hz,model_real_ohm,model_imag_ohm,.*reference_phase_deg$/);
    const z = spectrum(standard, [4000, 3000, 0.5e-6, 2000, 2e-5]);
    const [f, re, im] = rows[40]!.split(",").map(Number);
    assert.deepEqual([f, re, im], [frequencies()[40], z.re[40], z.im[40]]);
  },
);

browserTest(
  "it says that four of five are fixed, and why two where the membranes are alike",
  { path: "/impedance" },
  async ({ page }) => {
    const rank = page.getByTestId("rank");
    const says = (text: string) =>
      until(
        () => rank.textContent(),
        (shown) => shown === text,
      );
    await says("The spectrum fixes 4 combinations of the 5 parameters.");
    await page.getByText("leaves the spectrum as it is.").waitFor();
    for (const [name, value] of Object.entries(standardReference)) {
      await page.getByRole("textbox", { name, exact: true }).fill(String(value));
    }
    await says("The spectrum fixes 2 combinations of the 5 parameters.");
    await page.getByText("close by, the spectrum fixes 4 combinations").waitFor();
    await page.getByText("Ca = Cb").waitFor();
    await page.getByRole("button", { name: "Randles", exact: true }).click();
    await says("The spectrum fixes all 3 parameters.");
  },
);

browserTest("the page is for everybody", { path: "/impedance" }, async ({ page }) => {
  await page.getByTestId("rank").waitFor();
  for (const summary of await page.locator(".controls summary").all()) await summary.click();
  await isForEverybody(page);
});

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;

browserTest(
  "on a phone the picture stays in sight while sliders are moved",
  { ...phone, path: "/impedance" },
  async ({ page }) => {
    await page.getByTestId("rank").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    const slider = page.getByRole("slider", { name: "Cb, slider" });
    await slider.scrollIntoViewIfNeeded();
    const picture = (await page.locator(".nyquist").boundingBox())!;
    assert.ok(picture.y >= 0 && picture.height > 200, JSON.stringify(picture));
    const box = (await slider.boundingBox())!;
    assert.ok(box.y > picture.y + picture.height, "the slider is below the picture");
    assert.ok(box.height >= 24, "a finger finds the slider");
    const value = page.getByRole("textbox", { name: "Cb", exact: true });
    const before = await value.inputValue();
    const session = await page.context().newCDPSession(page);
    const swipe = async (dx: number, dy: number) => {
      const { x, y, width, height } = (await slider.boundingBox())!;
      const touch = (type: "touchStart" | "touchMove" | "touchEnd", part = 0) => {
        const at = { x: x + width / 4 + part * dx, y: y + height / 2 + part * dy };
        const touchPoints = type === "touchEnd" ? [] : [at];
        return session.send("Input.dispatchTouchEvent", { type, touchPoints });
      };
      await touch("touchStart");
      for (let step = 1; step <= 8; step++) await touch("touchMove", step / 8);
      await touch("touchEnd");
    };
    const scrolled = await page.evaluate(() => scrollY);
    await swipe(0, 80);
    await until(
      () => page.evaluate(() => scrollY),
      (y) => y < scrolled,
    );
    assert.equal(await value.inputValue(), before, "and the value is what it was");
    await swipe(-60, 0);
    await until(
      () => value.inputValue(),
      (shown) => shown !== before,
    );
  },
);
