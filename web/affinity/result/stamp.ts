/** Pictures that are taken away: what made them is said below, and what is invented across them. */
import { font } from "../../plot/ink.ts";

/** What stands across every picture of a demonstration. */
export const inventedLabel = "DEMONSTRATION · invented numbers";

/** What is written on a picture. */
export interface Stamp {
  /** Below the picture: what it shows. */
  readonly caption: string;
  readonly isInvented: boolean;
  readonly text: string;
  readonly background: string;
}

/** What a picture is called where it is saved, as in `Structure (demonstration)`. */
export function savedName(name: string, { isInvented }: Pick<Stamp, "isInvented">): string {
  return isInvented ? `${name} (demonstration)` : name;
}

/** Least width of a picture that is taken away: its caption must be readable. */
const leastWidth = 800;

/** A picture with its caption, as a PNG; a small one has each of its pixels enlarged. */
export async function stamped(
  picture: OffscreenCanvas | ImageBitmap,
  { caption, isInvented, text, background }: Stamp,
): Promise<Blob> {
  const times = Math.ceil(leastWidth / picture.width);
  const [width, height] = [times * picture.width, times * picture.height];
  const size = Math.max(11, Math.round(width / 70));
  const canvas = new OffscreenCanvas(width, height + 2 * size);
  const context = canvas.getContext("2d")!;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, 0, 0, width, height);
  context.fillStyle = text;
  context.font = font(size);
  context.textBaseline = "middle";
  context.fillText(caption, size, height + size, width - 2 * size);
  if (isInvented) {
    context.translate(width / 2, height / 2);
    context.rotate(-Math.atan2(height, width) / 1.6);
    context.font = font(Math.round(width / 19), 700);
    context.textAlign = "center";
    context.globalAlpha = 0.7;
    context.fillStyle = "#d0342c";
    context.fillText(inventedLabel, 0, 0, 0.94 * width);
  }
  return canvas.convertToBlob({ type: "image/png" });
}
