/** RDKit in WebAssembly, instantiated so that its memory can be watched. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import rdkit, { type Log, type MainModule } from "@rdkit/rdkit";

/** An instance of RDKit. */
export interface Rdkit {
  readonly module: MainModule;
  /** What RDKit says of what it reads. */
  readonly log: Log;
  /** Bytes of memory it has taken so far. WebAssembly gives none back. */
  bytes(): number;
}

/** RDKit's code, compiled: done once, and shared by threads. */
export async function compileRdkit(): Promise<WebAssembly.Module> {
  const file = fileURLToPath(import.meta.resolve("@rdkit/rdkit/RDKit_minimal.wasm"));
  return WebAssembly.compile(await readFile(file));
}

/** A fresh instance. */
export async function instantiateRdkit(code: WebAssembly.Module): Promise<Rdkit> {
  let memory: WebAssembly.Memory | undefined;
  const module = await rdkit.default({
    // The names of exports are mangled, their types are not.
    instantiateWasm(imports: WebAssembly.Imports, done: Done): object {
      void WebAssembly.instantiate(code, imports).then((instance) => {
        const exported = Object.values(instance.exports);
        memory = exported.find((value) => value instanceof WebAssembly.Memory);
        done(instance, code);
      });
      return {};
    },
  });
  const log = module.set_log_capture("rdApp.*");
  if (memory === undefined || log === null) throw new Error("RDKit has no memory or no log.");
  return { module, log, bytes: () => memory!.buffer.byteLength };
}

type Done = (instance: WebAssembly.Instance, code: WebAssembly.Module) => void;
