/**
 * Compiles the kernels to WebAssembly, one build an instruction set: `relaxed` uses fused
 * multiply-add (relaxed SIMD), `simd` runs on every engine with 128-bit SIMD.
 */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const source = fileURLToPath(new URL("index.ts", import.meta.url));
const target = fileURLToPath(new URL("../build/kernels/", import.meta.url));

const builds = { relaxed: ["simd", "relaxed-simd"], simd: ["simd"] };

await mkdir(target, { recursive: true });
for (const [name, features] of Object.entries(builds)) {
  const { error, stderr } = await asc.main([
    source,
    ...["--outFile", `${target}${name}.wasm`],
    ...features.flatMap((feature) => ["--enable", feature]),
    ...["-O3", "--noAssert", "--runtime", "stub"],
  ]);
  if (error) {
    console.error(stderr.toString());
    throw error;
  }
}
