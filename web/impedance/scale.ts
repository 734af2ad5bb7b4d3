/** Where a parameter's value is on its slider, and which values it may have. */
import type { CircuitParameter } from "#src/impedance/circuit.ts";
import type { ElementParameter } from "#src/impedance/elements.ts";
import type { Range } from "./model.ts";

/** How many steps a slider has from end to end: finer than a display's pixels. */
export const sliderSteps = 1000;

/** Digits of a value that a slider gives: finer than its steps within five decades. */
const digits = 4;

/** Positive quantities are told apart by their ratio, exponents by their difference. */
export function isLogarithmic({ least }: Pick<ElementParameter, "least">): boolean {
  return least > 0;
}

/** The range a parameter has before anybody sets one: two decades to each side, exponents from ½ to 1. */
export function defaultRange(parameter: CircuitParameter): Range {
  if (!isLogarithmic(parameter)) return { from: 0.5, to: 1 };
  return { from: rounded(parameter.default / 100), to: rounded(parameter.default * 100) };
}

/** The slider's position of a value, 0 … `sliderSteps`; values beyond an end are at the end. */
export function positionOf(value: number, { from, to }: Range, parameter: ElementParameter) {
  const part = isLogarithmic(parameter)
    ? Math.log(value / from) / Math.log(to / from)
    : (value - from) / (to - from);
  return sliderSteps * Math.min(1, Math.max(0, part));
}

/** A decade to each side of a value that means something; for exponents the usual range. */
export function rangeAround(value: number, parameter: CircuitParameter): Range {
  if (!isLogarithmic(parameter)) return defaultRange(parameter);
  const { least, most } = parameter;
  return {
    from: Math.max(least, rounded(value / 10)),
    to: Math.min(most, rounded(value * 10)),
  };
}

/** The value at a slider's position, in few digits; at the ends it is the range's own. */
export function valueAt(position: number, { from, to }: Range, parameter: ElementParameter) {
  if (position <= 0) return from;
  if (position >= sliderSteps) return to;
  const part = position / sliderSteps;
  return rounded(isLogarithmic(parameter) ? from * (to / from) ** part : from + (to - from) * part);
}

/** A range that reaches to `value` as well, and no further than it did before it reached to others. */
export function reaching(range: Range, value: number): Range {
  const before = range.before ?? range;
  const { from, to } = before;
  if (value >= from && value <= to) return before;
  return { from: Math.min(from, value), to: Math.max(to, value), before };
}

function rounded(value: number): number {
  return Number(value.toPrecision(digits));
}
