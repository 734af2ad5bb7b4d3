/** How far a live sweep is, in a line that keeps its height. */
import { Button } from "@mantine/core";
import type { Sweeping } from "./use-live-ranking.ts";
import { grouped } from "./wording.ts";

interface SweepStateProps {
  readonly sweeping: Sweeping;
  /** Models in all. */
  readonly total: number;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
}

/** Progress with its cancel button, or how it ended. */
export function SweepState({ sweeping, total, onCancel, onAgain }: SweepStateProps) {
  return (
    <div className="sweep-state" data-state={sweeping.state}>
      {sweeping.state === "measuring" && (
        <>
          <progress value={sweeping.part} aria-label="Progress of the ranking" />
          <Button size="compact-xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      )}
      <span role="status" {...(sweeping.state === "failed" && { className: "error" })}>
        {inWords(sweeping, total)}
      </span>
      {sweeping.state === "cancelled" && (
        <Button size="compact-xs" variant="default" onClick={onAgain}>
          Rank again
        </Button>
      )}
    </div>
  );
}

function inWords(sweeping: Sweeping, total: number): string {
  switch (sweeping.state) {
    case "measuring":
      return "";
    case "ranked":
      return `${grouped(total)} models ranked in ${sweeping.seconds.toFixed(2)} s`;
    case "cancelled":
      return "Cancelled.";
    case "too large":
      return "Too many models for this page: let the server rank them.";
    case "failed":
      return sweeping.message;
  }
}
