/** The scale on which affinities are shown: pIC50, from what hardly binds to what hardly lets go. */

/** A place on the scale with its concentration. */
export interface AffinityMark {
  /** −log10(IC50 / mol/l). */
  readonly pic50: number;
  /** As in `1 µM`; nothing between thousands. */
  readonly label: string;
}

/** What of the scale is shown. */
export interface AffinityScale {
  readonly least: number;
  readonly most: number;
  readonly marks: readonly AffinityMark[];
}

const units = new Map([
  [-3, "1 kM"],
  [0, "1 M"],
  [3, "1 mM"],
  [6, "1 µM"],
  [9, "1 nM"],
  [12, "1 pM"],
  [15, "1 fM"],
]);

/** From 1 mM to 1 pM with half a decade around, and as much more as takes all of the values. */
export function affinityScale(values: readonly number[]): AffinityScale {
  const least = Math.min(2.5, Math.floor(Math.min(...values)) - 0.5);
  const most = Math.max(12.5, Math.ceil(Math.max(...values)) + 0.5);
  const first = Math.ceil(least);
  const marks = Array.from({ length: Math.floor(most) - first + 1 }, (_, i) => ({
    pic50: first + i,
    label: units.get(first + i) ?? "",
  }));
  return { least, most, marks };
}

/** A pIC50 in words. The steps are ours. */
export function strengthInWords(pic50: number): string {
  if (pic50 >= 9) return "very strong";
  if (pic50 >= 7) return "strong";
  if (pic50 >= 5) return "moderate";
  return "weak";
}

/** How far the y of the two models are apart, in decades, as a caption and what it says. */
export function spreadInWords(spread: number): readonly [caption: string, words: string] {
  const digits = spread.toFixed(2);
  // A difference of 0.00 would look like a fault.
  if (digits === "0.00") return ["The two models", "agree to 0.01 decades"];
  return ["The two models differ by", `${digits} decades`];
}
