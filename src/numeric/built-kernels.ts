/** The kernels as `npm run build` leaves them on disk. */
import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { compileKernels } from "./kernels.ts";

/**
 * Reads and compiles the best build that this Node can run.
 * @throws Error when there is none
 */
export function builtKernels(): Promise<WebAssembly.Module> {
  return compileKernels(readBuild, compileAtOnce);
}

/**
 * The kernels are small and hot from their first call: all are compiled now, by V8's optimising
 * compiler, and not one by one when first called, by its quick one. The flags are the whole process's,
 * whose other WebAssembly, an embedded Postgres, would take seconds to compile so.
 */
function compileAtOnce(bytes: BufferSource): WebAssembly.Module {
  setFlagsFromString("--no-liftoff");
  setFlagsFromString("--no-wasm-lazy-compilation");
  try {
    return new WebAssembly.Module(bytes);
  } finally {
    setFlagsFromString("--liftoff");
    setFlagsFromString("--wasm-lazy-compilation");
  }
}

async function readBuild(build: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(new URL(`../../build/kernels/${build}.wasm`, import.meta.url));
  } catch (cause) {
    throw new Error("The kernels are not built; `npm run build` builds them.", { cause });
  }
}
