/** A thread of the page that paints lines. */
import { answer } from "./asked-worker.ts";
import type { Lines } from "./lines.ts";
import { type Look, Raster, type Size } from "./raster.ts";

/** What is painted. */
export interface Painting extends Size, Look {
  readonly lines: Lines;
}

let painting: Painting | undefined;
let raster: Raster | undefined;

const answers = {
  /** Begins a picture, in place of the one before. */
  begin: (next: Painting): void => {
    painting = next;
    raster = new Raster(next, next);
  },
  /** Paints lines `from` … `to` behind those that are there, and gives the picture. */
  paint: ({ from, to }: { readonly from: number; readonly to: number }) => {
    raster!.paint(painting!.lines, from, to);
    const { columns, rows } = raster!;
    return { pixels: raster!.pixels(), columns, rows };
  },
};

/** What the page may ask of it. */
export type PaintingWorker = typeof answers;

answer(answers);
