/**
 * The parts of a swept circuit laid out in a kernel's memory, where they are evaluated for runs of
 * points: as many consecutive points as every table can be followed in equal steps.
 */
import type { Kernels } from "#src/numeric/kernels.ts";
import type { GridAxis } from "./grid.ts";
import {
  isScalar,
  type Join,
  type Part,
  partsOf,
  runAxisOf,
  type Scalar,
  type Slow,
  type Spectral,
  type Table,
} from "./solver-parts.ts";
import { RowMemory, type Rows } from "./solver-rows.ts";
import type { Sweep } from "./sweep.ts";

/** What is there beforehand: a table of spectra, or the values of one parameter. */
interface Source {
  /** Those of the present point and the ones after it. */
  readonly rows: Rows;
  readonly base: number;
  /** Bytes from one value of each axis to the next. */
  readonly strides: readonly number[];
}

/** What is computed, and the fastest axis it depends on. */
interface Step {
  readonly level: number;
  readonly compute: (points: number) => void;
}

/** Bytes that the spectra of one join take at once: some of them fit into the first-level cache. */
const BLOCK_BYTES = 16 * 2 ** 10;

/** A sweep's circuit, taken apart and laid out. It is for one thread. */
export class PartsInMemory {
  readonly memory: RowMemory;
  /** What is laid out. */
  readonly tree: Spectral;
  /** Points of a run. */
  readonly run: number;
  /** Most points whose spectra are computed at once. */
  readonly block: number;
  readonly #axes: readonly GridAxis[];
  /** Number of the first axis of a run. */
  readonly #runAxis: number;
  readonly #sources = new Map<Part, Source>();
  readonly #steps: Step[] = [];
  readonly #parameters: Float64Array;
  readonly #whole: Rows;
  /** Places on the axes before a run's, and the present point in the run. */
  readonly #places: Int32Array;
  #inRun = 0;
  /** The slowest axis that has moved since the last computation; −1 before the first one. */
  #moved = -1;

  constructor({ circuit, grid, frequencies }: Sweep, kernels: Kernels) {
    this.memory = new RowMemory(kernels, frequencies);
    const rowBytes = 2 * this.memory.half;
    this.tree = partsOf(circuit, grid, rowBytes);
    this.#axes = grid.axes;
    this.#parameters = grid.base.slice();
    this.#runAxis = runAxisOf(this.tree, grid);
    this.run = grid.axes.slice(this.#runAxis).reduce((n, { values }) => n * values.length, 1);
    this.block = Math.min(this.run, Math.max(1, Math.floor(BLOCK_BYTES / rowBytes)));
    this.#places = new Int32Array(this.#runAxis).fill(-1);
    this.#whole = this.#lay(this.tree);
  }

  /** Makes a point of the grid the present one; says how many of its run are left from it on. */
  moveTo(point: number): number {
    this.#inRun = point % this.run;
    let rest = (point - this.#inRun) / this.run;
    for (let axis = this.#runAxis - 1; axis >= 0; axis--) {
      const { length } = this.#axes[axis]!.values;
      const place = rest % length;
      rest = (rest - place) / length;
      if (this.#places[axis] === place) continue;
      this.#places[axis] = place;
      this.#moved = Math.min(this.#moved, axis);
    }
    for (const { rows, base, strides } of this.#sources.values()) {
      let address = base + this.#inRun * rows.step;
      for (let axis = 0; axis < this.#runAxis; axis++) {
        address += this.#places[axis]! * strides[axis]!;
      }
      rows.address = address;
    }
    return this.run - this.#inRun;
  }

  /** Computes the whole circuit's spectra at the present point and those after it in its run. */
  compute(points: number): Rows {
    for (const { level, compute } of this.#steps) {
      if (level >= this.#runAxis) compute(points);
      else if (level >= this.#moved) compute(1);
    }
    this.#moved = this.#runAxis;
    return this.#whole;
  }

  /** Where a table or the values of a scalar are at the present point. */
  rowsOf(part: Table | Scalar): Rows {
    return this.#sources.get(part)!.rows;
  }

  /** All spectra of a table, valid until more memory is taken. */
  valuesOf(part: Table): Float64Array {
    const { arena, half } = this.memory;
    return arena.float64(this.#sources.get(part)!.base, (part.spectra * half) / 4);
  }

  #lay(part: Part): Rows {
    switch (part.kind) {
      case "table":
      case "resistor":
      case "capacitor":
        return this.#laySource(part);
      case "slow":
        return this.#laySlow(part);
      default:
        return this.#layJoin(part);
    }
  }

  #laySource(part: Table | Scalar): Rows {
    const { memory } = this;
    const bytes = isScalar(part) ? 8 : 2 * memory.half;
    const base = isScalar(part) ? memory.arena.take(part.spectra * 8) : memory.take(part.spectra);
    const write = isScalar(part) ? this.#valueWriter(part) : this.#spectrumWriter(part);
    for (let i = 0; i < part.spectra; i++) {
      for (const axis of part.axes) {
        const { length } = this.#axes[axis]!.values;
        this.#setParameter(axis, Math.floor(i / part.strides[axis]!) % length);
      }
      write(base + i * bytes);
    }
    const strides = part.strides.map((stride) => stride * bytes);
    const rows = { address: base, step: strides.at(-1) ?? 0 };
    this.#sources.set(part, { rows, base, strides });
    return rows;
  }

  #laySlow(part: Slow): Rows {
    const rows = this.#register(part.level);
    const write = this.#spectrumWriter(part);
    const compute = (points: number) => {
      for (let point = 0; point < points; point++) {
        for (const axis of part.axes) {
          const inRun = this.#inRun + point;
          this.#setParameter(axis, axis < this.#runAxis ? this.#places[axis]! : inRun);
        }
        write(rows.address + point * rows.step);
      }
    };
    this.#steps.push({ level: part.level, compute });
    return rows;
  }

  #layJoin(part: Join): Rows {
    const { half } = this.memory;
    const x = this.#lay(part.first);
    const y = this.#lay(part.second);
    const into = this.#register(part.level);
    const join = this.memory.joinOf(part);
    const compute = (points: number) =>
      join(x.address, x.step, y.address, y.step, into.address, points, half);
    this.#steps.push({ level: part.level, compute });
    return into;
  }

  /** Room for one row, or for a block of them if they change within a run. */
  #register(level: number): Rows {
    const changes = level >= this.#runAxis;
    const address = this.memory.take(changes ? this.block : 1);
    return { address, step: changes ? 2 * this.memory.half : 0 };
  }

  #setParameter(axis: number, place: number): void {
    const { parameter, values } = this.#axes[axis]!;
    this.#parameters[parameter] = values[place]!;
  }

  #valueWriter({ from }: Scalar): (address: number) => void {
    return (address) => {
      this.memory.arena.float64(address, 1)[0] = this.#parameters[from]!;
    };
  }

  #spectrumWriter({ circuit, from, to }: Table | Slow): (address: number) => void {
    return this.memory.writerOf(circuit, this.#parameters.subarray(from, to));
  }
}
