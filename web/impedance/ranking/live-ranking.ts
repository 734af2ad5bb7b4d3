/** Rankings made in the page, in threads that stay warm from one to the next. */
import { parametersOf } from "#src/impedance/circuit.ts";
import { metrics } from "#src/impedance/resnorm.ts";
import type { Sweep } from "#src/impedance/sweep.ts";
import { AskedWorker } from "./asked-worker.ts";
import type { KeepingWorker } from "./keeping-worker.ts";
import type { Ranking, SweptAxis } from "./models.ts";
import { SolverPool, type Watched } from "./solver-pool.ts";

/** The page's threads, and the one ranking they keep. */
export class LiveRankings {
  readonly #pool = new SolverPool();
  readonly #keeper = new AskedWorker<KeepingWorker>(
    new Worker(new URL("./keeping-worker.ts", import.meta.url), { type: "module" }),
  );
  #kept = 0;

  /** Measures and orders a sweep's grid. The ranking before it is then not answered any more. */
  async rank(sweep: Sweep, axes: readonly SweptAxis[], watched: Watched): Promise<Ranking> {
    const resnorms = await this.#pool.measure(sweep, watched);
    const { circuit, grid, frequencies, metric } = sweep;
    const number = ++this.#kept;
    const transfer = [resnorms.buffer as ArrayBuffer];
    await this.#keeper.ask("keep", { grid, resnorms }, transfer);
    watched.signal.throwIfAborted();
    return {
      circuit,
      frequencies,
      total: grid.size,
      units: Object.fromEntries(parametersOf(circuit).map(({ name, unit }) => [name, unit])),
      axes,
      metric: { name: metric, unit: metrics[metric].unit },
      patience: 0,
      best: async (query) => {
        if (number !== this.#kept) throw new DOMException("A newer ranking is kept.", "AbortError");
        return this.#keeper.ask("best", query);
      },
    };
  }

  close(): void {
    this.#pool.close();
    this.#keeper.close();
  }
}
