/**
 * The drawing of a circuit as geometry: where each symbol, label and wire is. Series run from left
 * to right, the branches of a parallel are stacked between two upright wires.
 */
import type { Circuit, CircuitElement } from "./circuit.ts";
import { body, type Drawing, drawingOf, type Point } from "./symbols.ts";

/** A rectangle with upright sides; `x`, `y` is its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** An element drawn. */
export interface DrawnElement {
  readonly element: CircuitElement;
  /** The body, in which `drawing` is drawn. */
  readonly body: Box;
  readonly drawing: Drawing;
  /** The element's name, cut if it is long, and the room it has above the body. */
  readonly label: Box & { readonly text: string };
}

/** A straight wire, level or upright. */
export interface Wire {
  readonly from: Point;
  readonly to: Point;
}

/** A whole drawing: all of it is within 0 … width and 0 … height. */
export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly elements: readonly DrawnElement[];
  readonly wires: readonly Wire[];
  /** Where three wires or more meet, to be dotted. */
  readonly junctions: readonly Point[];
  /** The circuit's two ends. */
  readonly terminals: readonly [Point, Point];
}

/** Wire on each side of a body, and of the branches of a parallel. */
const LEAD = 12;
/** Height of a label, and width of one of its characters at that height. */
const LABEL = 16;
const CHARACTER = 8;
/** Most characters of a label. */
const LONGEST_LABEL = 12;
/** Room between one branch and the next, and around the whole. */
const GAP = 8;

/** Lays out the drawing of a circuit. */
export function diagramOf(circuit: Circuit): Diagram {
  const sheet: Sheet = { elements: [], wires: [], junctions: [] };
  const block = blockOf(circuit);
  const y = GAP + block.axis;
  const terminals = [
    { x: GAP, y },
    { x: GAP + LEAD + block.width + LEAD, y },
  ] as const;
  level(sheet, terminals[0].x, terminals[0].x + LEAD, y);
  block.draw(sheet, GAP + LEAD, GAP);
  level(sheet, terminals[1].x - LEAD, terminals[1].x, y);
  const height = block.height + 2 * GAP;
  return { width: terminals[1].x + GAP, height, ...sheet, terminals };
}

interface Sheet {
  readonly elements: DrawnElement[];
  readonly wires: Wire[];
  readonly junctions: Point[];
}

/** A part of known size that can be drawn anywhere. */
interface Block {
  readonly width: number;
  readonly height: number;
  /** How far below its top the wire enters on the left, and leaves on the right. */
  readonly axis: number;
  readonly draw: (sheet: Sheet, x: number, y: number) => void;
}

function blockOf(circuit: Circuit): Block {
  switch (circuit.kind) {
    case "element":
      return elementBlock(circuit);
    case "series":
      return seriesBlock(circuit.parts.map(blockOf));
    case "parallel":
      return parallelBlock(circuit.branches.map(blockOf));
  }
}

function elementBlock(element: CircuitElement): Block {
  const { name, symbol } = element;
  const text = name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
  const labelWidth = text.length * CHARACTER;
  const width = Math.max(body.width, labelWidth) + 2 * LEAD;
  const axis = LABEL + body.height / 2;
  return {
    width,
    height: LABEL + body.height,
    axis,
    draw(sheet, x, y) {
      const left = x + (width - body.width) / 2;
      level(sheet, x, left, y + axis);
      level(sheet, left + body.width, x + width, y + axis);
      sheet.elements.push({
        element,
        body: { x: left, y: y + LABEL, ...body },
        drawing: drawingOf(symbol),
        label: { x: x + (width - labelWidth) / 2, y, width: labelWidth, height: LABEL, text },
      });
    },
  };
}

function seriesBlock(parts: readonly Block[]): Block {
  const axis = Math.max(...parts.map((part) => part.axis));
  const below = Math.max(...parts.map((part) => part.height - part.axis));
  return {
    width: parts.reduce((width, part) => width + part.width, 0),
    height: axis + below,
    axis,
    draw(sheet, x, y) {
      let left = x;
      for (const part of parts) {
        part.draw(sheet, left, y + axis - part.axis);
        left += part.width;
      }
    },
  };
}

function parallelBlock(branches: readonly Block[]): Block {
  const inner = Math.max(...branches.map((branch) => branch.width));
  const width = inner + 2 * LEAD;
  const tops: number[] = [];
  let height = -GAP;
  for (const branch of branches) {
    tops.push(height + GAP);
    height += GAP + branch.height;
  }
  const axes = branches.map((branch, i) => tops[i]! + branch.axis);
  const axis = (axes[0]! + axes.at(-1)!) / 2;
  return {
    width,
    height,
    axis,
    draw(sheet, x, y) {
      // A lead outside each upright wire keeps it clear of the next parallel's.
      const [first, last] = [x + LEAD, x + width - LEAD];
      level(sheet, x, first, y + axis);
      level(sheet, last, x + width, y + axis);
      for (const [i, branch] of branches.entries()) {
        const left = x + (width - branch.width) / 2;
        level(sheet, first, left, y + axes[i]!);
        branch.draw(sheet, left, y + tops[i]!);
        level(sheet, left + branch.width, last, y + axes[i]!);
      }
      // Upright wires in pieces, so that wires meet at their ends only.
      const stops = [...new Set([...axes, axis])].sort((a, b) => a - b);
      for (const rail of [first, last]) {
        for (const [i, stop] of stops.slice(1).entries()) {
          sheet.wires.push({ from: { x: rail, y: y + stops[i]! }, to: { x: rail, y: y + stop } });
        }
        for (const stop of stops.slice(1, -1)) sheet.junctions.push({ x: rail, y: y + stop });
      }
    },
  };
}

/** Draws a level wire, if it has any length. */
function level(sheet: Sheet, from: number, to: number, y: number): void {
  if (to > from) sheet.wires.push({ from: { x: from, y }, to: { x: to, y } });
}
