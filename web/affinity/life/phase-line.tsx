/** The phases of a prediction, as a line from left to right. */
import type { Phase } from "./phases.ts";
import "./phase-line.css";

const inWords = {
  done: "done",
  now: "now",
  next: "to come",
  failed: "failed here",
  cancelled: "cancelled here",
} as const;

interface PhaseLineProps {
  readonly phases: readonly Phase[];
}

/** The line. */
export function PhaseLine({ phases }: PhaseLineProps) {
  return (
    <ol className="phase-line" aria-label="Phases">
      {phases.map(({ name, at }) => (
        <li key={name} data-at={at} {...(at === "now" && { "aria-current": "step" })}>
          {name}
          <span className="unseen">: {inWords[at]}</span>
        </li>
      ))}
    </ol>
  );
}
