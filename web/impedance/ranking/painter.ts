/** Paints lines on a canvas without keeping the page waiting: the best at once, the others behind them. */
import { AskedWorker } from "./asked-worker.ts";
import { newestOnly } from "./newest-only.ts";
import type { Painting, PaintingWorker } from "./painting-worker.ts";

/** Lines of the first look at a picture; the next has the rest. */
const firstLook = 400;

/** A canvas and the thread that paints for it. */
export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #worker = new AskedWorker<PaintingWorker>(
    new Worker(new URL("./painting-worker.ts", import.meta.url), { type: "module" }),
  );

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Paints in place of what is there; a picture that is not begun yet is left out for a newer one. */
  readonly show = newestOnly<Painting>(async (painting, isNewest) => {
    const { count } = painting.lines;
    this.#canvas.dataset.lines = "";
    void this.#worker.ask("begin", painting);
    for (let from = 0, to = Math.min(firstLook, count); ; from = to, to = count) {
      const { pixels, columns, rows } = await this.#worker.ask("paint", { from, to });
      this.#canvas.width = columns;
      this.#canvas.height = rows;
      const context = this.#canvas.getContext("2d")!;
      context.putImageData(new ImageData(pixels, columns, rows), 0, 0);
      this.#canvas.dataset.lines = String(to);
      if (to === count || !isNewest()) return;
    }
  });

  close(): void {
    this.#worker.close();
  }
}
