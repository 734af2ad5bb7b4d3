/** How the page shows the request's fields: in words, with their symbols, in groups. */
import type { Problem } from "#src/tunneling/problem.ts";
import { momentumLimit } from "#src/tunneling/theory.ts";
import type { FieldName, Question } from "./question.ts";

/** A span of values worth trying, for a slider; typing is not bound by it. */
export interface Span {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** One field of the form. */
export interface Field {
  readonly name: FieldName;
  readonly label: string;
  readonly symbol: string;
  /** Present where a slider helps; it may depend on the problem. */
  readonly span?: (problem: Problem) => Span;
  /** What an arrow key adds; by default the digit before the last one written. */
  readonly step?: number;
  /** Its default is derived from other fields; the page says `auto` while it is. */
  readonly derived?: boolean;
}

/** A group of the form. */
export interface Group {
  readonly title: string;
  readonly fields: readonly Field[];
  /** Folded away until asked for. */
  readonly folded?: boolean;
}

/** A round number of about a thousandth of `width`, so that values on a slider read well. */
function fine(width: number): number {
  return 10 ** Math.floor(Math.log10(width / 300));
}

const inBox = ({ xmin, xmax }: Problem): Span => ({
  min: xmin,
  max: xmax,
  step: fine(xmax - xmin),
});

/** The form, from the top. */
export const groups: readonly Group[] = [
  {
    title: "Packet",
    fields: [
      {
        name: "momentum",
        label: "Momentum",
        symbol: "p₀",
        span: (problem) => {
          const most = Math.max(10, 2 * Math.floor(momentumLimit(problem) / 6));
          return { min: -most, max: most, step: most > 40 ? 0.5 : 0.1 };
        },
      },
      {
        name: "sigma",
        label: "Width",
        symbol: "σ",
        span: ({ xmin, xmax }) => ({ min: 0.05, max: (xmax - xmin) / 8, step: 0.005 }),
      },
      { name: "x0", label: "Centre", symbol: "x₀", span: inBox },
    ],
  },
  {
    title: "Barrier",
    fields: [
      {
        name: "barrier_height",
        label: "Height",
        symbol: "V₀",
        derived: true,
        span: ({ momentum, mass, barrierHeight }) => {
          const most = Math.max(100, (momentum ** 2 / mass) * 1.25, Math.abs(barrierHeight));
          const step = fine(2 * most) * 10;
          return { min: -Math.ceil(most / step) * step, max: Math.ceil(most / step) * step, step };
        },
      },
      { name: "barrier_start", label: "Left edge", symbol: "a", span: inBox },
      { name: "barrier_end", label: "Right edge", symbol: "b", span: inBox },
    ],
  },
  {
    title: "Time",
    fields: [
      { name: "t_max", label: "Duration", symbol: "t", derived: true },
      { name: "dt", label: "Time step", symbol: "Δt", derived: true },
      { name: "max_frames", label: "Most frames", symbol: "", step: 50 },
      { name: "num_time_steps", label: "Steps", symbol: "", derived: true, step: 100 },
    ],
  },
  {
    title: "Box, grid and units",
    fields: [
      { name: "xmin", label: "Left wall", symbol: "xₘᵢₙ", step: 0.5 },
      { name: "xmax", label: "Right wall", symbol: "xₘₐₓ", step: 0.5 },
      { name: "N", label: "Intervals", symbol: "N", step: 100 },
      { name: "mass", label: "Mass", symbol: "m", step: 0.1 },
      { name: "hbar", label: "Planck constant", symbol: "ħ", step: 0.1 },
    ],
    folded: true,
  },
];

/** The value a field has in `question`, stated or derived. */
export function valueIn(name: FieldName, { request, problem }: Question): number {
  if (name === "barrier_height") return problem.barrierHeight;
  if (name === "num_time_steps") return problem.steps;
  return Number(request[name]);
}
