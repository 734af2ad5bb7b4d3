/** Quantities as engineers write them: 4.7 kΩ, 25 µF, 0.9. */
import { minus } from "../plot/axis.ts";

const prefixes: Readonly<Record<string, number>> = {
  f: -15,
  p: -12,
  n: -9,
  µ: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
};

/** Other ways to type a prefix: u, the Greek letter (U+03BC), and K. */
const spellings: Readonly<Record<string, string>> = { u: "µ", μ: "µ", K: "k" };

/** Digits of a written number: as many as fit its field. */
const digits = 6;

/**
 * Writes a value with a prefix that leaves 1 … 999 before the decimal point. A pure number, a unit
 * made of several, and what is beyond the prefixes are written in powers of ten, if at all.
 */
export function writeQuantity(value: number, unit: string): string {
  const short = Number(value.toPrecision(digits));
  const exponent = short === 0 ? 0 : 3 * Math.floor(Math.log10(Math.abs(short)) / 3);
  const prefix = Object.keys(prefixes).find((prefix) => prefixes[prefix] === exponent);
  if (takesPrefix(unit) && prefix !== undefined) {
    // From the text, not by a division, which would leave digits that nobody wrote.
    const scaled = Number(`${short}e${-exponent}`.replace(/e(.+)e(.+)/, addedPowers));
    return minus(`${scaled}\u00a0${prefix}${unit}`);
  }
  const plain = exponent < -3 || exponent > 5 ? short.toExponential() : String(short);
  return minus(plain.replace("e+", "e")) + (unit === "" ? "" : `\u00a0${unit}`);
}

/**
 * Reads what `writeQuantity` writes, and what people type: with or without the unit, which may be
 * spelled `ohm`, `4k7` aside; a comma is a decimal point.
 *
 * @returns undefined for what is no number, or has another unit.
 */
export function readQuantity(text: string, unit: string): number | undefined {
  const plain = text.trim().replaceAll("−", "-").replace(",", ".");
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(.*)$/i.exec(plain);
  if (match === null) return undefined;
  const [, number, rest] = match as unknown as [string, string, string];
  const value = Number(number);
  if (rest === "" || rest === unit) return Number.isFinite(value) ? value : undefined;
  if (!takesPrefix(unit)) return undefined;
  const spelled = rest.replace(/(?:ohms?|Ω)$/i, "Ω").replace(/hz$/i, "Hz");
  const typed = spelled.endsWith(unit) ? spelled.slice(0, -unit.length).trim() : spelled;
  const exponent = prefixes[spellings[typed] ?? typed];
  if (exponent === undefined) return undefined;
  const scaled = Number(`${number}e${exponent}`.replace(/e(.+)e(.+)/i, addedPowers));
  return Number.isFinite(scaled) ? scaled : undefined;
}

/** Whether a prefix before the unit says what it says before one quantity: `m` of Ω is mΩ. */
export function takesPrefix(unit: string): boolean {
  return /^[A-ZΩa-z]{1,3}$/.test(unit);
}

/** `e3e-6` is `e-3`. */
function addedPowers(_: string, first: string, second: string): string {
  return `e${Number(first) + Number(second)}`;
}
