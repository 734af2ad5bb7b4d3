/** A prediction by the real program on the page: asked for, followed, found, failed and called off. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { concentrationText } from "#src/affinity/units.ts";
import { jobFiles, predict, prediction } from "#src/client/index.ts";
import { browserTest, withChromium } from "../browser/browser.ts";
import { coloursDrawn, saved } from "../browser/result.ts";
import { question } from "../support/prediction-app.ts";
import { command, leastAsked, ownCache, running } from "./tiny.ts";

const cache = await ownCache({ after: (hook) => after(hook as () => Promise<void>) });
withChromium({
  sharesServer: { BOLTZ_COMMAND: command, BOLTZ_CACHE: cache, BOLTZ_ACCELERATOR: "cpu" },
});

/** On a busy machine a run takes its time. */
const PATIENCE_MS = 200_000;

const view = {
  path: "/affinity",
  // Small: the fewer pixels, the sooner they are drawn without a graphics card.
  viewport: { width: 800, height: 560 },
  seconds: 300,
};

const phase = (page: Page, text: string) =>
  page.getByRole("list", { name: "Phases" }).getByText(text);

/** Types a question into the form, and asks it; the job's id. */
async function ask(page: Page, { steps }: { readonly steps: number }): Promise<string> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.getByLabel("Protein sequence", { exact: true }).fill(question.protein.sequence);
  await page.getByLabel("Ligand as SMILES", { exact: true }).fill(question.ligand.smiles);
  await page.getByRole("region", { name: "The ligand", exact: true }).getByText("C2H6O").waitFor();
  await page.getByText("Options").click();
  const options = {
    Seed: 1,
    "Structure steps": steps,
    "Recycling steps": leastAsked.recycling_steps,
    "Affinity samples": leastAsked.diffusion_samples_affinity,
    "Affinity steps": leastAsked.sampling_steps_affinity,
  };
  for (const [name, value] of Object.entries(options)) {
    await page.getByLabel(name).fill(String(value));
  }
  await page.getByRole("button", { name: "Predict", exact: true }).click();
  await page.waitForURL(/\?job=/);
  return new URL(page.url()).searchParams.get("job")!;
}

browserTest(
  "it is followed to its structure and figures, which are Boltz's",
  view,
  async ({ page, server }) => {
    const job = await ask(page, { steps: leastAsked.sampling_steps });
    for (const name of ["Starting", "Affinity"]) await phase(page, `${name}: now`).waitFor();

    await page.locator(".structure [data-shown=true]").waitFor();
    assert((await coloursDrawn(page)) > 50);
    const options = { baseUrl: server.url };
    const result = await prediction(job, options);
    const affinity = page.getByRole("region", { name: "Affinity", exact: true });
    const headline = affinity.locator(".headline");
    await headline.getByText(concentrationText(result.ic50_nm), { exact: true }).waitFor();
    await affinity.getByText("These are a model’s estimates").waitFor();
    const provenance = page.getByRole("region", { name: "Provenance" });
    for (const fact of ["boltz 2.2.1", "cpu", "no other prediction"]) {
      await provenance.getByText(fact, { exact: true }).waitFor();
    }
    await provenance.getByText("The log").click();
    await provenance.getByText("Running affinity prediction for 1 input.").waitFor();
    assert.doesNotMatch((await page.locator("main").textContent())!, /demonstration|invented/i);

    const name = "model_0.cif";
    const file = (await jobFiles(job, options)).find((file) => file.name === name)!;
    const press = () => page.getByRole("button", { name: `Download ${name}` }).click();
    const bytes = await saved(page, press);
    assert.equal(createHash("sha256").update(bytes).digest("hex"), file.sha256);
  },
);

browserTest("what Boltz refuses is told in its words", view, async ({ page, server }) => {
  page.setDefaultTimeout(PATIENCE_MS);
  // The form has no cofactors, and the tiny weights have none of the PDB's.
  const complex = { sequences: [{ ligand: { id: "C", ccd: "HEM" } }] };
  const { id } = await predict({ ...question, ...leastAsked, complex }, { baseUrl: server.url });
  await page.goto(new URL(`/affinity?job=${id}`, server.url).href);
  await phase(page, "Starting: failed here").waitFor();
  const stand = page.getByRole("region", { name: "How it stands" });
  await stand.getByText(/^Boltz cannot use this input: .*HEM/).waitFor();
  await stand.getByText("Details").click();
  await stand.getByText("input_at_fault", { exact: true }).waitFor();
  await stand.getByText("The log").click();
  await stand.getByText(/Failed to process .*HEM/).waitFor();
});

browserTest(
  "its log is read while it runs; called off, nothing of it is left within five seconds",
  view,
  async ({ page }) => {
    await ask(page, { steps: 1000 });
    await page.getByText("The log").click();
    await page.getByText("Running structure prediction for 1 input.").waitFor();
    await phase(page, "Structure: now").waitFor();
    assert.notDeepEqual(running(cache), []);
    const cancelled = performance.now();
    await page.getByRole("button", { name: /^Cancel predict/ }).click();
    while (running(cache).length > 0) await sleep(100);
    assert(performance.now() - cancelled < 5000, "it was gone within five seconds");
    await phase(page, "Structure: cancelled here").waitFor();
  },
);
