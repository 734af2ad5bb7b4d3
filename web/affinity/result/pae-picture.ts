/** The map of expected errors as a picture to take away: with what its sides are, its chains and its scale. */
import { font, line } from "../../plot/ink.ts";
import { mostError } from "./heat.ts";
import type { ChainSpan } from "./tokens.ts";

/** What the picture is made of. */
export interface PaePicture {
  /** The map alone, as it is painted on the page. */
  readonly map: HTMLCanvasElement;
  /** Rows of the matrix, which may be more than pixels of the map. */
  readonly size: number;
  readonly spans: readonly ChainSpan[];
  /** Colours of the scale, as of `errorColours`. */
  readonly colours: Uint8Array;
  readonly text: string;
  readonly background: string;
}

/** Least length of the map's side, pixels. */
const leastSide = 800;

/** The picture. */
export function paePicture({
  map,
  size,
  spans,
  colours,
  text,
  background,
}: PaePicture): OffscreenCanvas {
  const side = Math.ceil(leastSide / map.width) * map.width;
  const em = Math.round(side / 50);
  const [left, top] = [4 * em, 4 * em];
  const canvas = new OffscreenCanvas(left + side + 2 * em, top + side + 4 * em);
  const context = canvas.getContext("2d")!;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(map, left, top, side, side);
  context.font = font(em);
  context.textAlign = "center";
  context.textBaseline = "middle";
  const write = (words: string, x: number, y: number, turn = 0) => {
    context.setTransform(1, 0, 0, 1, x, y);
    context.rotate(turn);
    context.fillStyle = text;
    context.fillText(words, 0, 0);
    context.resetTransform();
  };
  const up = -Math.PI / 2;
  write("Scored residue or ligand atom", left + side / 2, em);
  write("Aligned residue or ligand atom", em, top + side / 2, up);
  for (const { chain, start, end } of spans) {
    const middle = ((start + end) / 2 / size) * side;
    write(chain, left + middle, 2.9 * em);
    write(chain, 2.9 * em, top + middle, up);
    if (start === 0) continue;
    const at = (start / size) * side;
    line(context, border, left + at, top, left + at, top + side);
    line(context, border, left, top + at, left + side, top + at);
  }
  const [scaleTop, shades] = [top + side + em, colours.length / 3];
  for (let shade = 0; shade < shades; shade++) {
    const [red, green, blue] = colours.subarray(3 * shade, 3 * shade + 3);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    const from = left + (side * shade) / shades;
    context.fillRect(from, scaleTop, side / shades + 1, em);
  }
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    write(`${part * mostError}${part === 1 ? " Å" : ""}`, left + part * side, scaleTop + 2 * em);
  }
  return canvas;
}

/** Of the lines between chains: seen on the colours of the light and of the dark. */
const border = "#e5484d";
