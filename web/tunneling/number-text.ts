/** Numbers as the form writes and reads them. */
import { minus } from "../plot/axis.ts";

/** Characters that fit a field of the form. */
const room = 10;

/** `value` exactly, in the shorter of its two notations where the plain one is too long. */
export function writeNumber(value: number): string {
  const plain = String(value);
  const powers = value.toExponential().replace("e+", "e");
  return minus(plain.length > room && powers.length < plain.length ? powers : plain);
}

/** A number, text that is none, or undefined when nothing was written. */
export function readNumber(text: string): number | string | undefined {
  const plain = text.trim().replaceAll("−", "-").replace(",", ".");
  if (plain === "") return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** Digits after the decimal point that `value` has. */
export function decimalsOf(value: number): number {
  const [digits = "", power = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(power));
}
