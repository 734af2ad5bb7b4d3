import assert from "node:assert/strict";
import { test } from "node:test";
import { createLigandReader } from "#src/affinity/ligand/reader.ts";
import { recoloured } from "../web/affinity/recolour.ts";

/** WCAG 2.2's contrast of two colours written as #rrggbb. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

test("every element of a drawing can be seen in the light and in the dark", async (t) => {
  const reader = createLigandReader(1);
  t.after(() => reader.close());
  const ligand = await reader.read("OP(=O)(O)CC(F)(Cl)C(Br)(I)CSCN[Si](C)(C)B(O)O", "drawn");
  assert(ligand.valid && ligand.svg !== undefined);
  assert.match(ligand.svg, /<rect[^>]*#FFFFFF/);
  for (const [scheme, surface] of [
    ["light", "#ffffff"],
    ["dark", "#0f1218"],
  ] as const) {
    const svg = recoloured(ligand.svg, scheme);
    assert.doesNotMatch(svg, /<rect/);
    const colours = new Set(svg.match(/#[0-9a-f]{6}\b/gi));
    assert(colours.size > 6, `${[...colours]}`);
    for (const colour of colours) {
      assert(contrast(colour, surface) >= 3, `${colour} ${scheme}: ${contrast(colour, surface)}`);
    }
  }
});
