/** What the colours of the structure mean. */
import { bandRange, bands, cssColour } from "../bands.ts";
import { ligandCarbon } from "./colours.ts";

/** The bands of pLDDT in words, and the ligand. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Colours">
      {bands.map((band) => (
        <li key={band.from}>
          <i style={{ background: cssColour(band.colour) }} />
          {band.name} <span className="dim">pLDDT {bandRange(band)}</span>
        </li>
      ))}
      <li>
        <i style={{ background: cssColour(ligandCarbon) }} />
        ligand’s carbon
      </li>
    </ul>
  );
}
