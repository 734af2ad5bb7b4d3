/**
 * pLDDT in the four bands, and the colours, that structure predictions are usually shown in (AlphaFold
 * Protein Structure Database, "pLDDT").
 */

/** A band of pLDDT, in per cent. */
export interface Band {
  /** Least pLDDT of the band. */
  readonly from: number;
  readonly name: string;
  /** sRGB, as 0xRRGGBB. */
  readonly colour: number;
}

/** The bands, the surest first. */
export const bands: readonly Band[] = [
  { from: 90, name: "very high", colour: 0x0053d6 },
  { from: 70, name: "confident", colour: 0x65cbf3 },
  { from: 50, name: "low", colour: 0xffdb13 },
  { from: 0, name: "very low", colour: 0xff7d45 },
];

/** The band of a pLDDT, 0 … 100. What is no number is of the lowest. */
export function bandOf(plddt: number): Band {
  return bands.find(({ from }) => plddt >= from) ?? bands.at(-1)!;
}

/** What a band spans, as in `70 to 90`. */
export function bandRange({ from }: Band): string {
  const above = bands[bands.findIndex((band) => band.from === from) - 1];
  if (above === undefined) return `${from} and more`;
  return from === 0 ? `below ${above.from}` : `${from} to ${above.from}`;
}

/** A colour as CSS has it. */
export function cssColour(colour: number): string {
  return `#${colour.toString(16).padStart(6, "0")}`;
}
