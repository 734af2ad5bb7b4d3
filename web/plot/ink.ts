/** How canvases write and draw lines, on the page or off it. */

/** A context of a canvas on the page or off it. */
export type Ink = Omit<CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, "canvas">;

/** The page's typeface in a size in CSS pixels. */
export function font(size: number, weight = 400): string {
  return `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif`;
}

/** A straight line, one pixel wide. */
export function line(
  context: Ink,
  colour: string,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
