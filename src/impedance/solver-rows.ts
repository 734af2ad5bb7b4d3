/** Spectra in a kernel's memory: rows of real parts and then imaginary ones (kernels/joins.ts). */
import { Arena } from "#src/numeric/arena.ts";
import type { JoinRows, Kernels } from "#src/numeric/kernels.ts";
import { type Band, bandOf, type Vector, vector } from "./band.ts";
import type { Circuit } from "./circuit.ts";
import { compile, evaluator } from "./program.ts";
import type { Join } from "./solver-parts.ts";

/** Rows as the kernels read them: the address of the first, and bytes from it to the next. */
export interface Rows {
  address: number;
  readonly step: number;
}

/** The memory of one solver, for rows of its frequencies. */
export class RowMemory {
  readonly kernels: Kernels;
  readonly arena: Arena;
  /** Bytes of the real parts of a row, and of the imaginary ones: kernels take four at a time. */
  readonly half: number;
  readonly #band: Band;
  readonly #angular: number;

  /** @param frequencies in Hz */
  constructor(kernels: Kernels, frequencies: Float64Array) {
    this.kernels = kernels;
    this.arena = new Arena(kernels);
    this.half = Math.ceil(frequencies.length / 4) * 32;
    this.#band = bandOf(frequencies);
    const { angular } = this.#band;
    this.#angular = this.take(1);
    this.write(this.#angular, { re: angular, im: angular });
  }

  /** Room for rows, zero in all places. */
  take(rows: number): number {
    const address = this.arena.take(rows * 2 * this.half);
    this.arena.float64(address, (rows * this.half) / 4).fill(0);
    return address;
  }

  /** Writes a spectrum to a row; what is beyond its last frequency stays. */
  write(address: number, { re, im }: Vector): void {
    this.arena.float64(address, re.length).set(re);
    this.arena.float64(address + this.half, im.length).set(im);
  }

  /** What writes a circuit's spectrum to a row, of what its parameters are then. */
  writerOf(circuit: Circuit, parameters: Float64Array): (address: number) => void {
    const evaluate = evaluator(compile(circuit), this.#band);
    const z = vector(this.#band.count);
    return (address) => {
      evaluate(parameters, z);
      this.write(address, z);
    };
  }

  /** The kernel of a join. */
  joinOf({ kind, second }: Join): JoinRows {
    const { kernels } = this;
    if (second.kind === "resistor") {
      return kind === "series" ? kernels.withResistor : kernels.besideResistor;
    }
    if (second.kind === "capacitor") {
      return (x, xStep, c, cStep, into, rows, half) =>
        kernels.besideCapacitor(x, xStep, c, cStep, into, rows, half, this.#angular);
    }
    return kind === "series" ? kernels.inSeries : kernels.inParallel;
  }
}
