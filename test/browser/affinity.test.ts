/** Asking for an affinity on the page, and the life of what was asked. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after } from "node:test";
import type { Page } from "playwright-core";
import { examples } from "#src/affinity/examples.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, withChromium } from "./browser.ts";

withChromium();

/** A server without Boltz, and with a NIM that never answers. */
const silent = createServer(() => {}).listen(0, "127.0.0.1");
await once(silent, "listening");
after(() => {
  silent.close();
  silent.closeAllConnections();
});
const settings = {
  BOLTZ_COMMAND: "no-such-boltz",
  NIM_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
};

const aspirin = "CC(=O)Oc1ccccc1C(=O)O";
const sequenceOf = (name: string) =>
  examples.proteins.find((protein) => protein.name === name)!.sequence;

const protein = (page: Page) => page.getByLabel("Protein sequence", { exact: true });
const ligand = (page: Page) => page.getByLabel("Ligand as SMILES", { exact: true });
const picture = (page: Page) => page.getByRole("region", { name: "The ligand", exact: true });

/** Drops a file on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ({ name, text }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    },
    { name, text },
  );
}

browserTest(
  "an example is asked for in two clicks, and what is invented is labelled",
  { path: "/affinity", settings },
  async ({ page }) => {
    await page.getByRole("button", { name: "Carbonic anhydrase 2" }).click();
    assert.equal(await protein(page).inputValue(), sequenceOf("Carbonic anhydrase 2"));
    assert.equal(await ligand(page).inputValue(), "CC(=O)Nc1nnc(s1)S(N)(=O)=O");
    await picture(page).getByText("C4H6N4O3S2").waitFor();
    await picture(page).getByText("222.2").waitFor();
    await picture(page).getByText("Keeps Lipinski’s rule of five.").waitFor();
    const drawing = picture(page).getByRole("img", { name: /^Structure of / });
    assert(await drawing.evaluate((image: HTMLImageElement) => image.naturalWidth > 0));
    const lack = page.getByRole("region", { name: "Boltz is not here" });
    await lack.getByText('pip install "boltz[cuda]').waitFor();
    assert.equal(await page.getByRole("button", { name: "Predict" }).count(), 0);
    await page.keyboard.press("Control+Enter");
    assert.match(page.url(), /affinity$/);
    await isForEverybody(page);
    // The structure's picture has its own tests, and takes its time.
    await page.evaluate(() => {
      const { prototype } = HTMLCanvasElement;
      const { getContext } = prototype;
      const without = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
        return kind.startsWith("webgl") ? null : getContext.call(this, kind, options);
      };
      prototype.getContext = without as typeof getContext;
    });
    await lack.getByRole("button", { name: "Try with invented numbers" }).click();
    await page.waitForURL(/\?job=/);
    const title = "Carbonic anhydrase 2 and Acetazolamide";
    await page.getByRole("heading", { level: 1, name: `${title} Demonstration` }).waitFor();
    await page.getByText("DEMONSTRATION — invented numbers.").waitFor();
    await page.getByRole("heading", { name: "Affinity", level: 2 }).waitFor();
    await page.getByRole("link", { name: "One ligand" }).click();
    const recent = page.getByRole("region", { name: "Recent predictions" });
    await recent.getByText("invented").waitFor();
    await recent.getByRole("link", { name: title }).click();
    await page.waitForURL(/\?job=/);
  },
);

browserTest(
  "what is wrong is shown at its character, and a reload keeps what was typed",
  { path: "/affinity", settings },
  async ({ page }) => {
    await protein(page).fill(">mine\nMQIFVK?TLT");
    await page.getByText("After residue 6 is ?").waitFor();
    await page.getByRole("button", { name: "Go to the character" }).click();
    const selected = () =>
      page.evaluate(() => {
        const { value, selectionStart, selectionEnd } =
          document.activeElement as HTMLTextAreaElement;
        return value.slice(selectionStart, selectionEnd);
      });
    assert.equal(await selected(), "?");
    await protein(page).fill("MQIFVKXTLT");
    await page.getByText("X (any residue) at residue 7 is unknown to Boltz").waitFor();
    const blocks = page.getByRole("region", { name: "Sequence in blocks of ten" });
    assert.equal(await blocks.textContent(), "10MQIFVKXTLT");
    await ligand(page).fill(`${aspirin.slice(0, -2)} aspirin`);
    await page.getByText("RDKit cannot read this SMILES").waitFor();
    await page.getByRole("button", { name: "Go to the character" }).click();
    assert.equal(await selected(), "(");
    // Only the answer about the last of them counts.
    for (const smiles of ["C", "CC", "CCO", aspirin]) await ligand(page).fill(smiles);
    await picture(page).getByText("C9H8O4").waitFor();
    await page.reload();
    assert.equal(await protein(page).inputValue(), "MQIFVKXTLT");
    assert.equal(await ligand(page).inputValue(), aspirin);
    await picture(page).getByText("C9H8O4").waitFor();
  },
);

browserTest(
  "a ligand is drawn, or dropped as a file; several are of a screen",
  { path: "/affinity", settings },
  async ({ page }) => {
    await ligand(page).fill(aspirin);
    await page.getByRole("button", { name: "Draw" }).click();
    const dialog = page.getByRole("dialog", { name: "Draw the ligand" });
    const text = dialog.getByLabel("SMILES", { exact: true });
    assert.equal(await text.inputValue(), aspirin);
    await text.fill("C1CC");
    await dialog.getByText("This cannot be drawn").waitFor();
    await text.fill("CCC");
    await dialog.getByText("This cannot be drawn").waitFor({ state: "hidden" });
    // The sheet is drawn in the browser's own units: a click on it draws a bond from there.
    const sheet = dialog.locator(".sheet");
    const { width, height } = (await sheet.boundingBox())!;
    await sheet.click({ position: { x: width - 60, y: height - 60 } });
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>("[role=dialog] input")!.value !== "CCC",
    );
    assert.match(await text.inputValue(), /^(CCC\.CC|CC\.CCC)$/);
    // The sheet's own undo, and not the browser's of what was typed behind it.
    await page.keyboard.press("Control+z");
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>("[role=dialog] input")!.value === "CCC",
    );
    assert.equal(await page.locator(".ligand textarea").inputValue(), aspirin);
    await text.fill("CCO");
    await dialog.getByRole("button", { name: "Use it" }).click();
    await picture(page).getByText("C2H6O").waitFor();
    assert.equal(await ligand(page).inputValue(), "CCO");
    const block = [
      "methylamine",
      "",
      "",
      "  2  1  0  0  0  0  0  0  0  0999 V2000",
      "    0.0000    0.0000    0.0000 C   0  0",
      "    1.5000    0.0000    0.0000 N   0  0",
      "  1  2  1  0",
      "M  END",
      "",
    ];
    await drop(page, "one.mol", block.join("\n"));
    await picture(page).getByText("CH5N").waitFor();
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>(".ligand textarea")!.value.length < 20,
    );
    assert.equal(await ligand(page).inputValue(), "CN methylamine");
    await drop(page, "ubiquitin.fasta", `>sp|P0CG48\n${sequenceOf("Ubiquitin")}\n`);
    await page.getByText("76 residues").waitFor();
    await drop(page, "structure.pdb", "HEADER\n");
    await page.getByText("structure.pdb is a structure: give its sequence").waitFor();
    await page.getByText("76 residues").waitFor();
    await drop(page, "some.smi", "CCO ethanol\nCCN ethylamine\n");
    await page.getByText("These are 2 ligands").waitFor();
    await page.getByRole("button", { name: "Screen them all" }).click();
    await page.waitForURL(/view=screens/);
    await page.getByText("76 residues").waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("textarea")].some(({ value }) => value.includes("CCN ethyl")),
    );
  },
);

browserTest(
  "a prediction is followed on a phone, called off, and asked again with a change",
  {
    path: "/affinity",
    settings,
    viewport: { width: 390, height: 844 },
    colorScheme: "light",
  },
  async ({ page }) => {
    await page.getByRole("button", { name: "Aspirin" }).click();
    assert.equal(await protein(page).inputValue(), sequenceOf("Ubiquitin"));
    await page.getByText("Options").click();
    await page.getByLabel("Boltz-2, as the server’s NVIDIA NIM").check();
    const steps = page.getByLabel("Structure steps");
    await steps.fill("1");
    await steps.press("Control+Enter");
    await page.getByText("must be a whole number from 2 to 1000, but is 1").waitFor();
    await steps.fill("20");
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(await wide(), 390);
    await isForEverybody(page);
    await steps.press("Control+Enter");
    await page.waitForURL(/\?job=/);
    const phases = page.getByRole("list", { name: "Phases" });
    await phases.getByText("Predicting: now").waitFor();
    await page.reload();
    await phases.getByText("Predicting: now").waitFor();
    assert.equal(await wide(), 390);
    await page.getByRole("button", { name: /^Cancel predict/ }).click();
    await phases.getByText("Predicting: cancelled here").waitFor();
    await page.getByText("cancelled", { exact: true }).waitFor();
    await isForEverybody(page);
    await page.getByRole("link", { name: "The job" }).click();
    await page.getByRole("link", { name: "The prediction, on its own page" }).click();
    await page.getByRole("button", { name: "Change and ask again" }).click();
    await page.getByText("2 changed").waitFor();
    assert.equal(await protein(page).inputValue(), sequenceOf("Ubiquitin"));
    assert.equal(await ligand(page).inputValue(), aspirin);
    await page.getByText("Options").click();
    assert.equal(await steps.inputValue(), "20");
  },
);
