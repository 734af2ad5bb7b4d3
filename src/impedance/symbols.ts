/** How each kind of element is drawn: strokes within a body of fixed size, wire to wire. */
import type { ElementSymbol } from "./elements.ts";

/** A point of a drawing, in its units: x to the right, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line drawn without lifting the pen. */
export interface Stroke {
  readonly from: Point;
  /** Straight to each point, or along the arc of a circle of that radius, clockwise. */
  readonly steps: readonly { readonly to: Point; readonly radius?: number }[];
}

/** A symbol in its body, whose upper left corner is the origin; wires meet it at mid-height. */
export interface Drawing {
  readonly strokes: readonly Stroke[];
  /** Letters in the middle of the body, of a symbol that is a box with letters. */
  readonly inscription?: string;
}

/** The size of every symbol's body. */
export const body = { width: 48, height: 20 } as const;

const middle = body.height / 2;

/** Half the distance between a capacitor's plates. */
const HALF_GAP = 3;

/** The turns of an inductor's coil. */
const TURNS = 4;

/** The symbol of a kind of element: IEC 60617's where it has one, else a box with its letters. */
export function drawingOf(symbol: ElementSymbol): Drawing {
  switch (symbol) {
    case "R":
      return { strokes: [box] };
    case "C":
      return { strokes: capacitor };
    case "L":
      return { strokes: [coil] };
    case "La":
      return { strokes: [coil, line(at(8, body.height), at(body.width - 8, 0))] };
    case "CPE":
      return { strokes: constantPhase };
    default:
      return { strokes: [box], inscription: symbol };
  }
}

function at(x: number, y: number): Point {
  return { x, y };
}

function line(from: Point, ...to: readonly Point[]): Stroke {
  return { from, steps: to.map((point) => ({ to: point })) };
}

const box = line(
  at(0, 0),
  at(body.width, 0),
  at(body.width, body.height),
  at(0, body.height),
  at(0, 0),
);

const left = body.width / 2 - HALF_GAP;
const right = body.width / 2 + HALF_GAP;

const capacitor = [
  line(at(0, middle), at(left, middle)),
  line(at(left, 0), at(left, body.height)),
  line(at(right, 0), at(right, body.height)),
  line(at(right, middle), at(body.width, middle)),
];

const coil: Stroke = {
  from: at(0, middle),
  steps: Array.from({ length: TURNS }, (_, i) => ({
    to: at(((i + 1) * body.width) / TURNS, middle),
    radius: body.width / TURNS / 2,
  })),
};

/** A capacitor whose plates are bent, as if seen between the two. */
const constantPhase = [
  line(at(0, middle), at(left + 4, middle)),
  line(at(left - 4, 0), at(left + 4, middle), at(left - 4, body.height)),
  line(at(right - 4, 0), at(right + 4, middle), at(right - 4, body.height)),
  line(at(right + 4, middle), at(body.width, middle)),
];
