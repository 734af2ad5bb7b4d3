/** Grips in the picture: the barrier's edges, its top, the barrier as a whole, and the packet. */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { Problem } from "#src/tunneling/problem.ts";
import { tickLabel } from "../plot/axis.ts";
import type { Written } from "./question.ts";
import { sliderSteps } from "./slider-keys.ts";
import type { View } from "./view.ts";
import "./handles.css";

interface HandlesProps {
  readonly view: View;
  readonly problem: Problem;
  readonly onChange: (change: Written) => void;
  /** Called when a drag begins, and when it ends. */
  readonly onDrag: (dragging: boolean) => void;
}

/** A grip: where it is, what it stands for, and what moving it changes. */
interface Grip {
  readonly name: string;
  readonly className: string;
  readonly style: { left: number; top: number; width: number; height: number };
  /** Where across the grip its mark is, when not in its middle. */
  readonly mark?: number;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly vertical?: boolean;
  readonly change: (value: number) => Written;
}

/** Least height of the barrier's grips, CSS pixels. */
const leastTall = 28;

/** Least size of what a finger has to find, CSS pixels (WCAG 2.2, 2.5.8). */
const touchTarget = 24;

/** Values a grip stops at: a round part of the axis, about a pixel apart. */
function roundStep(width: number): number {
  return 10 ** Math.floor(Math.log10(width / 300));
}

const toStep = (value: number, step: number) =>
  Number((Math.round(value / step) * step).toPrecision(12));

/** The grips of the picture, above its canvas. */
export function Handles({ view, problem, onChange, onDrag }: HandlesProps) {
  return grips(view, problem).map((grip) => (
    <Handle key={grip.name} grip={grip} view={view} onChange={onChange} onDrag={onDrag} />
  ));
}

function grips(view: View, problem: Problem): Grip[] {
  const { x, energy, top, middle, roomy } = view;
  const { xmin, xmax, barrierStart, barrierEnd, barrierHeight, x0 } = problem;
  const step = roundStep(xmax - xmin);
  const width = barrierEnd - barrierStart;
  const [start, end] = [x.to(barrierStart), x.to(barrierEnd)];
  const base = energy.to(0);
  const level = Math.max(top, Math.min(middle, energy.to(barrierHeight)));
  const tall = Math.max(leastTall, Math.abs(base - level));
  const high = barrierHeight < 0 ? base : base - tall;
  const body = { left: start, top: high, width: end - start, height: tall };
  const thick = roomy ? 18 : touchTarget;
  // However narrow the barrier, its edges lie side by side, with some of its body between them.
  const broad = roomy ? 14 : touchTarget;
  const inner = Math.min(broad / 2, (end - start) / 3);
  const outer = broad - inner;
  const edge = (from: number) => ({ left: from, top: high, width: broad, height: tall });
  const faint = barrierHeight === 0 ? " faint" : "";
  return [
    {
      name: "Barrier, position of its left edge",
      className: "grip body",
      style: body,
      value: barrierStart,
      min: xmin,
      max: xmax - width,
      step,
      change: (value) => ({
        barrier_start: value,
        barrier_end: Math.min(xmax, Number((value + width).toPrecision(12))),
      }),
    },
    {
      name: "Barrier height",
      className: `grip top${faint}`,
      style: {
        left: roomy ? start : Math.min(start, (start + end - thick) / 2),
        top: level - thick / 2,
        width: Math.max(end - start, roomy ? 0 : thick),
        height: thick,
      },
      value: barrierHeight,
      min: energy.min,
      max: energy.max,
      step: roundStep(energy.max - energy.min),
      vertical: true,
      change: (value) => ({ barrier_height: value }),
    },
    {
      name: "Barrier, left edge",
      className: `grip edge left${faint}`,
      style: edge(start - outer),
      mark: outer,
      value: barrierStart,
      min: xmin,
      max: barrierEnd - step,
      step,
      change: (value) => ({ barrier_start: value }),
    },
    {
      name: "Barrier, right edge",
      className: `grip edge right${faint}`,
      style: edge(end - inner),
      mark: inner,
      value: barrierEnd,
      min: barrierStart + step,
      max: xmax,
      step,
      change: (value) => ({ barrier_end: value }),
    },
    {
      name: "Packet, centre at the start",
      className: "grip packet",
      style: { left: x.to(x0) - 14, top: base - 8, width: 28, height: 28 },
      value: x0,
      min: xmin + step,
      max: xmax - step,
      step,
      change: (value) => ({ x0: value }),
    },
  ];
}

interface HandleProps extends Pick<HandlesProps, "view" | "onChange" | "onDrag"> {
  readonly grip: Grip;
}

function Handle({ grip, view, onChange, onDrag }: HandleProps) {
  /** Distance from the pointer to the value where the drag began, and the view it began in. */
  const held = useRef<{ offset: number; view: View } | undefined>(undefined);
  const set = (value: number) => {
    const { min, max, step } = grip;
    const next = toStep(Math.max(min, Math.min(max, value)), step);
    if (next !== grip.value) onChange(grip.change(next));
  };
  const valueAt = (event: PointerEvent, in_: View) =>
    grip.vertical ? in_.energy.from(event.clientY) : in_.x.from(event.clientX);

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { offset: grip.value - valueAt(event, view), view };
    onDrag(true);
  };
  const move = (event: PointerEvent) => {
    if (held.current === undefined) return;
    set(valueAt(event, held.current.view) + held.current.offset);
  };
  const end = () => {
    if (held.current === undefined) return;
    held.current = undefined;
    onDrag(false);
  };
  const press = (event: KeyboardEvent) => {
    const by = sliderSteps(event);
    if (by !== undefined) set(grip.value + by * grip.step);
  };
  return (
    <div
      className={grip.className}
      style={{ ...grip.style, "--mark": `${grip.mark ?? 0}px` } as React.CSSProperties}
      role="slider"
      tabIndex={0}
      aria-label={grip.name}
      aria-orientation={grip.vertical ? "vertical" : "horizontal"}
      aria-valuemin={grip.min}
      aria-valuemax={grip.max}
      aria-valuenow={grip.value}
      aria-valuetext={tickLabel(grip.value, grip.step)}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={press}
    />
  );
}
