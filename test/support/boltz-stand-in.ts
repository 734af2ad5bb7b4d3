/**
 * A program that behaves like `boltz predict` of 2.2.1 as far as its driver can see: words, streams,
 * files, exit codes. It is given what the real one is given; what goes wrong is said by the ligand's
 * SMILES, as for the real one, or by the variable STAND_IN. `real-boltz/driver.real.ts` holds it against
 * the real one.
 */
import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { numericArray } from "#src/arrays/npy.ts";
import { npzBytes } from "#src/arrays/npz.ts";

/** What goes wrong besides; records by their ids, or by the SMILES of their ligands. */
export interface Trouble {
  /** Memory runs out, and Boltz says so and goes on. */
  readonly outOfMemory?: readonly string[];
  /** The same, only in company. */
  readonly outOfMemoryInCompany?: readonly string[];
  /** The program ends with a traceback at this record's structure. */
  readonly crash?: readonly string[];
  /** The program is killed at it by the system. */
  readonly killed?: readonly string[];
  /** The same when it is read. */
  readonly killedReading?: readonly string[];
  /** Its features cannot be made: the first record is computed in its place, without end if it is that. */
  readonly featureless?: readonly string[];
  /** It takes for ever, or its affinity does. */
  readonly endless?: readonly string[];
  readonly endlessAffinity?: readonly string[];
  /** Its confidence is NaN; its affinity is cut short; its error matrix is infinite. */
  readonly nan?: readonly string[];
  readonly torn?: readonly string[];
  readonly infinite?: readonly string[];
  /** Interrupts are swallowed. */
  readonly deaf?: boolean;
  /** Weights are downloaded, whole or until the connection is lost; otherwise they are not asked for. */
  readonly downloads?: "whole" | "cut_short";
  /** A child is started that never ends; its number is written to the file `stray`. */
  readonly stray?: boolean;
}

const trouble: Trouble = JSON.parse(process.env.STAND_IN ?? "{}");
const smilesOf = new Map<string, string>();
const has = (kind: readonly string[] = [], id: string) =>
  kind.includes(id) || kind.includes(smilesOf.get(id) ?? "");
const say = (text: string) => process.stdout.write(`${text}\n`);
const moan = (text: string) => process.stderr.write(`${text}\n`);

process.on("SIGINT", () => {
  if (trouble.deaf) return;
  say("\nDetected KeyboardInterrupt, attempting graceful shutdown ...");
  process.exit(1);
});
if (trouble.stray) {
  const child = spawn("sleep", ["600"], { stdio: "ignore" });
  writeFileSync("stray", String(child.pid));
  child.unref();
}

const { positionals, values } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: Object.fromEntries(
    ["out_dir", "cache", "accelerator", "seed", "diffusion_samples"].map((name) => [
      name,
      { type: "string" as const },
    ]),
  ),
});
if (values.help) {
  say(`Usage: boltz predict [OPTIONS] DATA\n\nOptions:\n${optionsOf221()}`);
  process.exit(0);
}
const folder = positionals[1]!;
const samples = Number(values.diffusion_samples ?? 1);
const output = join(String(values.out_dir), `boltz_results_${folder}`);
// The real one takes them in the order in which the system lists them, which may be any.
const files = readdirSync(folder).sort();

interface Description {
  readonly sequences: readonly { readonly ligand?: { readonly smiles?: string } }[];
  readonly properties?: readonly object[];
}

moan("Seed set to 1");
if (trouble.downloads) download(String(values.cache));
say("Checking input data.");
say(`Processing ${files.length} inputs with 1 threads.`);
mkdirSync(join(output, "processed/records"), { recursive: true });
mkdirSync(join(output, "predictions"), { recursive: true });
const records: { id: string; affinity: boolean }[] = [];
for (const file of files) {
  const id = file.replace(/\.yaml$/, "");
  const text = readFileSync(join(folder, file), "utf8");
  const { sequences, properties } = JSON.parse(text) as Description;
  const smiles = sequences.find(({ ligand }) => ligand)?.ligand?.smiles ?? "";
  smilesOf.set(id, smiles);
  if (has(trouble.killedReading, id)) process.kill(process.pid, "SIGKILL");
  if (smiles === "C1CC") {
    const words = "'NoneType' object has no attribute 'GetAtoms'";
    moan(`Traceback (most recent call last):\n  File "x"\nAttributeError: ${words}`);
    say(`Failed to process ${folder}/${file}. Skipping. Error: ${words}.`);
    continue;
  }
  writeFileSync(join(output, `processed/records/${id}.json`), "{}");
  records.push({ id, affinity: properties !== undefined });
}
process.stderr.write("\r  0%|          | 0/1 [00:00<?, ?it/s]\r100%|██████████| 1/1\n");
if (values.accelerator === "gpu") {
  fail(
    "lightning_fabric.utilities.exceptions.MisconfigurationException: No supported gpu backend found!",
  );
}

if (records.length > 0) {
  say(`Running structure prediction for ${records.length} input${records.length > 1 ? "s" : ""}.`);
  const load = async ({ id }: { id: string }) => {
    if (!has(trouble.featureless, id)) return;
    do {
      say(featureless(id));
      await sleep(1);
    } while (id === records[0]!.id);
  };
  const predict = async ({ id, affinity }: { id: string; affinity: boolean }) => {
    const alone = records.length === 1;
    if (has(trouble.crash, id)) fail("RuntimeError: CUDA error: device-side assert triggered");
    if (has(trouble.killed, id)) process.kill(process.pid, "SIGKILL");
    if (has(trouble.outOfMemory, id) || (has(trouble.outOfMemoryInCompany, id) && !alone)) {
      say("| WARNING: ran out of memory, skipping batch");
      return "failed";
    }
    if (has(trouble.featureless, id)) return "done";
    if (has(trouble.endless, id)) await sleep(600_000);
    for (let rank = 0; rank < samples; rank++) await writeStructure(id, rank);
    if (affinity) writeFileSync(join(output, "predictions", id, `pre_affinity_${id}.npz`), "");
    return "done";
  };
  await stage(records, predict, load);
}
if (records.some(({ affinity }) => affinity)) {
  say("\nPredicting property: affinity\n\nChecking input data for affinity.");
  say(`Running affinity prediction for ${records.length} input${records.length > 1 ? "s" : ""}.`);
  const load = ({ id }: { id: string }) => {
    if (existsSync(join(output, "predictions", id, `pre_affinity_${id}.npz`))) return;
    fail(`FileNotFoundError: [Errno 2] No such file or directory: 'pre_affinity_${id}.npz'`);
  };
  const predictAffinity = async ({ id }: { id: string }) => {
    if (has(trouble.endlessAffinity, id)) await sleep(600_000);
    writeAffinity(join(output, "predictions", id), id);
    return "done" as const;
  };
  await stage(records, predictAffinity, load);
}
process.exit(0);

/** Writes files that look like weights, and counts in the cache how often that was done. */
function download(cache: string): void {
  say(`Downloading the CCD data to ${cache}/mols.tar.`);
  appendFileSync(join(cache, "downloads"), "x");
  mkdirSync(join(cache, "mols"));
  writeFileSync(join(cache, "mols/ALA.pkl"), "");
  writeFileSync(join(cache, "mols.tar"), Buffer.alloc(10_240));
  const checkpoint = Buffer.alloc(100);
  checkpoint.write("PK\x05\x06", 78);
  writeFileSync(join(cache, "boltz2_conf.ckpt"), checkpoint);
  const cut = trouble.downloads === "cut_short";
  writeFileSync(join(cache, "boltz2_aff.ckpt"), cut ? checkpoint.subarray(0, 90) : checkpoint);
  if (cut) fail("urllib.error.ContentTooShortError: <urlopen error retrieval incomplete>");
}

/** A stage over the records. Its bar appears when the first is loaded; other text may follow it directly. */
async function stage<T>(
  of: readonly T[],
  work: (record: T) => Promise<"done" | "failed">,
  load: (record: T) => unknown,
): Promise<void> {
  const bar = (done: number) => `\rPredicting DataLoader 0: | ${done}/${of.length} [00:01<00:00]`;
  await load(of[0]!);
  process.stdout.write(`Predicting: |          | 0/? [00:00<?, ?it/s]${bar(0)}`);
  let failed = 0;
  for (const [i, record] of of.entries()) {
    if (i > 0) await load(record);
    if ((await work(record)) === "failed") failed++;
    process.stdout.write(bar(i + 1));
  }
  say(`Number of failed examples: ${failed}`);
  say(bar(of.length));
}

async function writeStructure(id: string, rank: number): Promise<void> {
  const predictions = join(output, "predictions", id);
  mkdirSync(predictions, { recursive: true });
  writeFileSync(
    join(predictions, `${id}_model_${rank}.cif`),
    "data_model\nATOM 1 N N . MET 1 1 ? A -1.5 2.5 3.5 1 1 A MET 47.459 1\n#\n",
  );
  const score = has(trouble.nan, id) ? "NaN" : "0.5";
  const names =
    "confidence_score ptm iptm ligand_iptm protein_iptm complex_plddt complex_iplddt complex_pde complex_ipde";
  const figures = names.split(" ").map((name) => `"${name}": ${score}`);
  const both = '{"0": 0.5, "1": 0.5}';
  const chains = `"chains_ptm": ${both}, "pair_chains_iptm": {"0": ${both}, "1": ${both}}`;
  writeFileSync(
    join(predictions, `confidence_${id}_model_${rank}.json`),
    `{${figures.join(", ")}, ${chains}}`,
  );
  for (const name of ["plddt", "pae", "pde"]) {
    const value = name === "pae" && has(trouble.infinite, id) ? Number.POSITIVE_INFINITY : 0.5;
    const data = Float32Array.of(value, 0.5, 0.5, 0.5);
    const array = numericArray(data, name === "plddt" ? [4] : [2, 2]);
    const bytes = await Array.fromAsync(npzBytes({ [name]: array }, { packing: "deflated" }));
    writeFileSync(join(predictions, `${name}_${id}_model_${rank}.npz`), Buffer.concat(bytes));
  }
}

function writeAffinity(predictions: string, id: string): void {
  const text = JSON.stringify({
    affinity_pred_value: -1,
    affinity_probability_binary: 0.5,
    affinity_pred_value1: -1.5,
    affinity_probability_binary1: 0.4,
    affinity_pred_value2: -0.5,
    affinity_probability_binary2: 0.6,
  });
  const cut = has(trouble.torn, id) ? text.slice(0, 20) : text;
  writeFileSync(join(predictions, `affinity_${id}.json`), cut);
}

function featureless(id: string): string {
  return `Featurizer failed on ${id} with error 'X1'. Skipping.`;
}

function fail(error: string): never {
  moan(`Traceback (most recent call last):\n  File "x", line 1, in predict\n${error}`);
  process.exit(1);
}

/** The options of 2.2.1 as its help has them, each without what is said of it. */
function optionsOf221(): string {
  const paths = ["out_dir", "cache", "checkpoint", "affinity_checkpoint"];
  const counts = ["devices", "recycling_steps", "sampling_steps", "diffusion_samples"];
  const more = ["max_parallel_samples", "num_workers", "seed", "preprocessing-threads"];
  const ofAffinity = ["sampling_steps_affinity", "diffusion_samples_affinity"];
  const choices = ["accelerator [gpu|cpu|tpu]", "output_format [pdb|mmcif]"];
  const flags = ["override", "use_msa_server", "use_potentials", "affinity_mw_correction"];
  return [
    ...paths.map((name) => `${name} PATH`),
    ...[...counts, ...more, ...ofAffinity].map((name) => `${name} INTEGER`),
    ...choices,
    "step_scale FLOAT",
    "model [boltz1|boltz2]",
    ...[...flags, "write_full_pae", "write_full_pde", "no_kernels", "help"],
  ]
    .map((option) => `  --${option}`)
    .join("\n");
}
