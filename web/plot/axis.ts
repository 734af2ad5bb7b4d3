/** Linear scales from values to pixels, and the round values to mark on them. */

/** A linear map from values to pixels. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  /** The pixel of a value. */
  readonly to: (value: number) => number;
  /** The value of a pixel. */
  readonly from: (pixel: number) => number;
}

/** The map that takes `min` to pixel `start` and `max` to pixel `end`. */
export function scale(min: number, max: number, start: number, end: number): Scale {
  const slope = (end - start) / (max - min);
  return {
    min,
    max,
    to: (value) => start + (value - min) * slope,
    from: (pixel) => min + (pixel - start) / slope,
  };
}

/** At most about `count` round values from `min` to `max`, ascending; steps of 1, 2 or 5 times 10ⁿ. */
export function ticks(min: number, max: number, count: number): { values: number[]; step: number } {
  const rough = (max - min) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(min / step - 1e-9);
  const length = Math.max(0, Math.floor(max / step + 1e-9) - first + 1);
  // Where values are so large that neighbouring steps round to the same, there is nothing to mark.
  if (length > count + 2 || !Number.isSafeInteger(first)) return { values: [], step };
  return { values: Array.from({ length }, (_, i) => (first + i) * step), step };
}

/** A value with the decimals that tell multiples of `step` apart, and a true minus sign. */
export function tickLabel(value: number, step: number): string {
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && step < 1e-4)) return minus(value.toExponential(1));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return minus(value.toFixed(Math.min(8, decimals)));
}

/** Typography: a minus sign is as wide as a plus, a hyphen is not. */
export function minus(text: string): string {
  return text.replace(/-/g, "−");
}

/** A value with a fixed number of decimals; what rounds to zero has no sign. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : minus(text);
}

/** A value in three significant digits. */
export function shortNumber(value: number): string {
  return minus(String(Number(value.toPrecision(3))));
}

/** A probability in percent, always of the same number of decimals. */
export function percent(part: number): string {
  return minus(`${(100 * part).toFixed(1)} %`);
}
