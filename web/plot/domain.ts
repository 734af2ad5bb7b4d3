/** What part of the plane a plot shows, in the units of its axes: logarithms on logarithmic ones. */
import { ticks } from "./axis.ts";

/** From the left or lower end of an axis to the other. */
export type Interval = readonly [least: number, most: number];

/** What a plot shows. */
export interface Domain {
  readonly x: Interval;
  readonly y: Interval;
}

/** The least and the greatest of all finite numbers; undefined if there is none. */
export function extentOf(arrays: readonly ArrayLike<number>[]): Interval | undefined {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of arrays) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return least <= most ? [least, most] : undefined;
}

/**
 * An interval around another that ends at round values, so that it stays the same while a curve
 * changes a little: multiples of 1, 2 or 5 times 10ⁿ, about five of them within.
 *
 * @param narrowest the least width it may have.
 */
export function roundInterval([least, most]: Interval, narrowest: number): Interval {
  const missing = Math.max(0, narrowest - (most - least)) / 2;
  const { step } = ticks(least - missing, most + missing, 5);
  const start = Math.floor((least - missing) / step + 1e-9) * step;
  return [start, Math.ceil((most + missing) / step - 1e-9) * step];
}

/** An interval that has 0 in it, unless 0 is far from it: then a plot would show little else. */
export function withZero([least, most]: Interval): Interval {
  const near = 2 * (most - least);
  if (least > 0 && least < near) return [0, most];
  return most < 0 && -most < near ? [least, 0] : [least, most];
}

/** The domain grown to the right or upwards until a unit is as long on both axes. */
export function equalised({ x, y }: Domain, width: number, height: number): Domain {
  const unit = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height);
  return { x: [x[0], x[0] + unit * width], y: [y[0], y[0] + unit * height] };
}

/** The domain magnified about one of its points. */
export function zoomed({ x, y }: Domain, at: readonly [number, number], factor: number): Domain {
  const about = ([least, most]: Interval, centre: number): Interval => [
    centre + (least - centre) / factor,
    centre + (most - centre) / factor,
  ];
  return { x: about(x, at[0]), y: about(y, at[1]) };
}

/** The domain moved. */
export function moved({ x, y }: Domain, dx: number, dy: number): Domain {
  return { x: [x[0] + dx, x[1] + dx], y: [y[0] + dy, y[1] + dy] };
}
