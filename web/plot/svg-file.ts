/** Drawings on the page as files. */

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

/**
 * A drawing as it is, as a file of its own: with its size, its typeface and what is behind it.
 * @param behind what lies between the background and the drawing; default: nothing
 */
export function svgFile(drawing: SVGSVGElement, background: string, behind?: SVGElement): Blob {
  return new Blob([standalone(drawing, background, behind)], { type: "image/svg+xml" });
}

function standalone(drawing: SVGSVGElement, background: string, behind?: SVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("font-family", font);
  copy.setAttribute("color", getComputedStyle(drawing).color);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", background);
  copy.prepend(ground, ...(behind === undefined ? [] : [behind]));
  return new XMLSerializer().serializeToString(copy);
}

/** The same as a PNG, three pixels to the CSS pixel. */
export async function pngFile(
  drawing: SVGSVGElement,
  background: string,
  behind?: SVGElement,
): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const address = URL.createObjectURL(svgFile(drawing, background, behind));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(3 * width);
    canvas.height = Math.round(3 * height);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("The browser could not make a PNG of the picture.");
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
