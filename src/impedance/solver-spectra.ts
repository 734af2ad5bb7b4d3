/** Writes spectra of a sweep's points as datasets hold them. */
import type { PartsInMemory } from "./solver-memory.ts";
import { type Columns, type Sweep, spectrumColumns } from "./sweep.ts";

/** Bytes of spectra that are copied at once: they are still in the second-level cache. */
const STAGE_BYTES = 64 * 2 ** 10;

/** What `Solver.spectra` does for a sweep whose parts are laid out. */
export function spectraWriter(
  { frequencies }: Sweep,
  parts: PartsInMemory,
): (indices: Uint32Array, columns: Columns, into: Float32Array) => void {
  const { kernels, arena, half } = parts.memory;
  // A row is written with its padding, which the next one overwrites.
  const stage = arena.take(STAGE_BYTES + 4 * half);
  return (indices, columns, into) => {
    const length = frequencies.length * spectrumColumns[columns].length;
    const write = columns === "full" ? kernels.writeFull : kernels.writeComplex;
    const atOnce = Math.max(1, Math.floor(STAGE_BYTES / (length * 4)));
    for (let done = 0; done < indices.length; done += atOnce) {
      const count = Math.min(atOnce, indices.length - done);
      for (let i = 0; i < count; i++) {
        parts.moveTo(indices[done + i]!);
        write(parts.compute(1).address, half, stage + i * length * 4);
      }
      into.set(arena.float32(stage, count * length), done * length);
    }
  };
}
