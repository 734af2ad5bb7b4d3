/**
 * RDKit's drawings in the colours of the page. They come black on white, with the elements' colours of
 * its default palette (`MolDrawOptions`, 2026.9), of which some cannot be seen in the light, some in the dark.
 */

/** Colours by those of the drawing, in upper case. */
const light: Readonly<Record<string, string>> = {
  "#CCCC00": "#8f7a00",
  "#33CCCC": "#0d8080",
  "#FF7F00": "#b85c00",
  "#00CC00": "#0a8a0a",
};

const dark: Readonly<Record<string, string>> = {
  "#000000": "#e4e7ee",
  "#0000FF": "#8fb4ff",
  "#FF0000": "#ff8078",
  "#7F4C19": "#d39a62",
  "#FF7F00": "#ffa14d",
};

/** The ground that RDKit draws on. */
const ground = /<rect\b[^>]*fill:#FFFFFF[^>]*>\s*<\/rect>/;

/** The drawing without its ground, to be read on the page's own. */
export function recoloured(svg: string, scheme: "light" | "dark"): string {
  const colours = scheme === "dark" ? dark : light;
  return svg
    .replace(ground, "")
    .replaceAll(/#[0-9A-F]{6}\b/gi, (colour) => colours[colour.toUpperCase()] ?? colour);
}
