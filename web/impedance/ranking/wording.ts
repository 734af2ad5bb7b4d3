/** Rankings in words. */
import { writeQuantity } from "../engineering.ts";
import { isTied, type Models } from "./models.ts";

/** Digits of a value among others: as many as tell the values of a grid apart. */
const digits = 4;

/** A value with its unit, in few digits. */
export function shortQuantity(value: number, unit: string): string {
  return writeQuantity(Number(value.toPrecision(digits)), unit);
}

/** A count with its thousands set apart, as in 759,375. */
export function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** A model's place, as in `12`, or `12 =` where a neighbour has the same resnorm. */
export function placeOf(models: Models, index: number): string {
  return `${grouped(models.ranks[index]! + 1)}${isTied(models, index) ? " =" : ""}`;
}

/** A resnorm: with more digits than others, since good models differ little. */
export function resnormText(resnorm: number, unit: string): string {
  return writeQuantity(Number(resnorm.toPrecision(6)), unit);
}
