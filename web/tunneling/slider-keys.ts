/** The keys of the page's own sliders: the time line, and the grips in the picture. */
import type { KeyboardEvent } from "react";

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * How many steps a key moves a slider, ten times as many with Shift, and ±∞ for its ends; undefined
 * for other keys. A key that moves it does nothing else.
 */
export function sliderSteps(event: KeyboardEvent): number | undefined {
  const by = steps[event.key];
  if (by === undefined) return undefined;
  event.preventDefault();
  event.stopPropagation();
  return event.shiftKey ? 10 * by : by;
}
