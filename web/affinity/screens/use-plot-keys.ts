/** A plot of ligands by keys: pointed at, opened, sifted by a box between two ligands. */
import { type KeyboardEvent, useState } from "react";
import type { ScreenLigand } from "#src/client/index.ts";
import { percent } from "../../plot/axis.ts";
import { nameOf } from "./columns.ts";
import type { Axes, Points } from "./scatter-points.ts";
import { type Figure, figureOf } from "./sifting.ts";
import { walked } from "./walking.ts";

/** What the keys do, for people. */
export const keysTold = "Arrows: next ligand, Shift: far · Space: box · Enter: open · Esc: clear";

interface PlotByKeys {
  readonly points: Points;
  readonly axes: Axes;
  readonly pointed: ScreenLigand | undefined;
  readonly onPoint: (place: number | undefined) => void;
  readonly onOpen: (place: number) => void;
  /** Takes the box that has two points, by their numbers, as its corners. */
  readonly onBox: (from: number, to: number) => void;
  /** Takes the box away. */
  readonly onClear: () => void;
}

/** What the keys have come to. */
export interface PlotKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
  /** Numbers of the points at the corners of a box that is not taken yet. */
  readonly box: readonly [from: number, to: number] | undefined;
  /** What there is to say of the last key. */
  readonly told: string;
}

/** Hears the keys of a plot. */
export function usePlotKeys(plot: PlotByKeys): PlotKeys {
  const { points, axes, pointed, onPoint, onOpen, onBox, onClear } = plot;
  const [corner, setCorner] = useState<number>();
  const [told, setTold] = useState("");
  const numberOf = (place: number | undefined) => {
    const at = points.rows.findIndex((row) => row.place === place);
    return at < 0 ? undefined : at;
  };
  const at = numberOf(pointed?.place);
  const from = numberOf(corner);
  const take = () => {
    if (from === undefined || at === undefined) return;
    setCorner(undefined);
    setTold("");
    onBox(from, at);
  };
  const begin = () => {
    if (at === undefined) return;
    const row = points.rows[at]!;
    setCorner(row.place);
    setTold(`A box begins at ${nameOf(row)}. Space at another ligand ends it.`);
  };
  const press = (event: KeyboardEvent): boolean => {
    const to = walked(points, event.key, at, event.shiftKey);
    if (to !== undefined) {
      onPoint(points.rows[to]!.place);
      setTold(textOf(points.rows[to]!, axes));
    } else if (event.key === " ") {
      if (from === undefined) begin();
      else take();
    } else if (event.key === "Enter") {
      if (from !== undefined) take();
      else if (at !== undefined) onOpen(points.rows[at]!.place);
    } else if (event.key === "Escape") {
      setTold("");
      if (from === undefined) onClear();
      setCorner(undefined);
    } else return false;
    return true;
  };
  return {
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (press(event)) event.preventDefault();
    },
    onBlur: () => {
      setCorner(undefined);
      setTold("");
    },
    box: from === undefined || at === undefined ? undefined : [from, at],
    told,
  };
}

/** As in `aspirin, rank 3: pIC50 4.66, binds with 37.0 %`. */
function textOf(row: ScreenLigand, { x, y }: Axes): string {
  const rank = row.rank === undefined ? "" : `, rank ${row.rank}`;
  return `${nameOf(row)}${rank}: ${figureText(row, x)}, ${figureText(row, y)}`;
}

function figureText(row: ScreenLigand, figure: Figure): string {
  const value = figureOf(row, figure)!;
  if (figure === "probability") return `binds with ${percent(value)}`;
  return figure === "pic50" ? `pIC50 ${value.toFixed(2)}` : `${value} heavy atoms`;
}
