/** A prediction's result on the page: the complex, its errors, its files. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setTimeout as rest } from "node:timers/promises";
import { devices } from "playwright-core";
import { openNpz } from "#src/arrays/npz-reader.ts";
import { bytesSource } from "#src/arrays/source.ts";
import { getJob, hasEnded, type Job, jobFile, jobFiles, predict } from "#src/client/index.ts";
import { isForEverybody } from "./accessible.ts";
import { browserTest, type VisitedServer, withChromium } from "./browser.ts";
import { coloursDrawn, saved } from "./result.ts";

withChromium();

const { defaultBrowserType: _, ...phone } = devices["iPhone 13"]!;

/** Ubiquitin, 76 residues. */
const sequence = "MQIFVKTLTGKTITLEVEPSDTIENVKAKIQDKEGIPPDQQRLIFAGKQLEDGRTLSDYNIQKESTLHLVLRLRGG";

const aspirin = "CC(=O)Oc1ccccc1C(=O)O";

/** A demonstration of ubiquitin and aspirin that has ended, whose two structures are invented. */
async function demonstrated({ url }: VisitedServer): Promise<Job> {
  const options = { baseUrl: url };
  const protein = { sequence };
  const asked = { protein, ligand: { smiles: aspirin }, engine: "demonstration" } as const;
  let job = await predict({ ...asked, diffusion_samples: 2 }, options);
  while (!hasEnded(job.state)) {
    await rest(50);
    job = await getJob(job.id, options);
  }
  assert.equal(job.state, "completed", JSON.stringify(job.error));
  return job;
}

/** The expected errors between ubiquitin's residues and aspirin's atoms, as the server's file has them. */
async function expectedErrors({ url }: VisitedServer, { id }: Job) {
  const { body } = await jobFile(id, "pae_0.npz", { baseUrl: url });
  const npz = await openNpz(bytesSource(new Uint8Array(await new Response(body).arrayBuffer())));
  const { data, shape } = await npz.read("pae");
  return { size: shape[0]!, values: data as Float32Array };
}

browserTest(
  "a demonstration's complex is drawn and labelled, and its errors are those of the file",
  // Small: the fewer pixels, the sooner they are drawn without a graphics card.
  { path: "/affinity", viewport: { width: 800, height: 560 } },
  async ({ page, server }) => {
    const job = await demonstrated(server);
    await page.goto(new URL(`/affinity?job=${job.id}`, server.url).href);
    const { size, values } = await expectedErrors(server, job);
    assert.equal(size, sequence.length + 13);

    await page.locator(".structure [data-shown=true]").waitFor();
    assert((await coloursDrawn(page)) > 50);
    for (const part of [".structure .invented", ".plddt svg"]) {
      await page.locator(part, { hasText: "DEMONSTRATION · invented numbers" }).waitFor();
    }
    for (const part of ["Affinity", "Contacts", "Expected errors", "Confidence"]) {
      const heading = page.getByRole("region", { name: part, exact: true }).getByRole("heading");
      assert.match((await heading.first().textContent())!, /invented$/, part);
    }
    await page.getByText("No model ran.").waitFor();

    const map = page.locator(".pae .map");
    await page.locator(`.pae canvas[data-painted="${size}"]`).waitFor();
    await map.focus();
    // To residue 11 and, across, to the ligand's first atom.
    await page.keyboard.press("Shift+ArrowDown");
    for (let i = 0; i < 7; i++) await page.keyboard.press("Shift+ArrowRight");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
    const said = await page.locator(".pae .said").textContent();
    const error = values[10 * size + sequence.length]!.toFixed(1);
    assert.match(said!, /^B:\w+ seen from A:LYS11: /);
    assert.equal(said!.split(": ").at(-1), `${error} Å`);
    const box = (await map.boundingBox())!;
    await page.mouse.move(box.x + (2.5 / size) * box.width, box.y + (0.5 / size) * box.height);
    const other = `${values[2]!.toFixed(1)} Å`;
    await page.getByText(`A:ILE3 seen from A:MET1: ${other}`).waitFor();

    const listed = await jobFiles(job.id, { baseUrl: server.url });
    const file = listed.find(({ name }) => name === "model_1.cif")!;
    const bytes = await saved(page, () =>
      page.getByRole("button", { name: "Download model_1.cif" }).click(),
    );
    assert.equal(createHash("sha256").update(bytes).digest("hex"), file.sha256);
  },
);

browserTest(
  "without WebGL the page says so on a phone, and tells everything else",
  { ...phone, path: "/affinity" },
  async ({ page, server }) => {
    const job = await demonstrated(server);
    await page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        kind: string,
        ...rest: unknown[]
      ) {
        if (kind.startsWith("webgl")) return null;
        return Reflect.apply(real, this, [kind, ...rest]);
      } as typeof real;
    });
    await page.goto(new URL(`/affinity?job=${job.id}`, server.url).href);
    await page.getByText(/^This browser has no WebGL/).waitFor();
    await page.locator(".pae canvas[data-painted]").waitFor();
    await page.getByRole("img", { name: /on a scale from 1 mM, weak, to 1 pM, strong/ }).waitFor();
    await page.getByRole("img", { name: "Structure of CC(=O)Oc1ccccc1C(=O)O" }).waitFor();
    await isForEverybody(page);
    const width = page.viewportSize()!.width;
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);

    const archive = await saved(page, () => page.getByRole("button", { name: /^All, / }).click());
    assert.equal(archive.toString("latin1", 0, 4), "PK\u0003\u0004");
    assert(archive.includes("model_0.cif"));
  },
);
