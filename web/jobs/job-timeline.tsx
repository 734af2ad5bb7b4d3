/** What happened to a job: a curve of its progress over its states, and its steps in words. */
import { hasEnded, type Job } from "#src/client/index.ts";
import { useClock } from "../app/clock.ts";
import { useHistory } from "./history.ts";
import { useTrueUntil } from "./out-of-date.tsx";
import { StateWord } from "./state.tsx";
import { curves, type Step, wasLost } from "./timeline.ts";
import { duration, exactTime, percent } from "./wording.ts";
import "./timeline.css";

interface JobTimelineProps {
  readonly job: Job;
}

/** The timeline; it grows until the job has ended. */
export function JobTimeline({ job }: JobTimelineProps) {
  const { steps, points } = useHistory(job);
  const until = useTrueUntil();
  const first = steps[0];
  const last = steps.at(-1);
  const isOver = last !== undefined && hasEnded(last.state);
  const end = useClock((now) =>
    isOver ? last.to : 1000 * Math.floor(Math.min(now, until) / 1000),
  );
  if (first === undefined || last === undefined) return null;
  const span = Math.max(1, Math.max(end, last.to) - first.from);
  const x = (time: number) => (1000 * (time - first.from)) / span;
  const ends = steps.map((step, i) => {
    const next = steps[i + 1];
    if (next === undefined) return Math.max(end, last.to);
    return wasLost(step, next) ? step.to : next.from;
  });
  return (
    <section className="job-timeline" aria-label="What happened">
      <h2>What happened</h2>
      <svg viewBox="0 0 1000 112" preserveAspectRatio="none" aria-hidden="true">
        {curves(points).map((part) => (
          <polyline
            key={part[0]!.attempt}
            className="curve"
            points={part.map(({ at, progress }) => `${x(at)},${100 - 96 * progress}`).join(" ")}
          />
        ))}
        {steps.map(({ id, state, from }, i) => (
          <rect
            key={id}
            data-state={state}
            x={x(from)}
            y={104}
            width={Math.max(0, x(ends[i]!) - x(from))}
            height={8}
          />
        ))}
      </svg>
      <div className="scale dim" aria-hidden="true">
        <span>0 s</span>
        <span>{duration(span)}</span>
      </div>
      <ol>
        {steps.map((step, i) => (
          <StepLine
            key={step.id}
            step={step}
            before={steps[i - 1]}
            start={first.from}
            // The last word is said above.
            says={i === steps.length - 1 || step.message === job.message ? "" : step.message}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepLineProps {
  readonly step: Step;
  readonly before: Step | undefined;
  readonly start: number;
  /** Empty where there is nothing to say. */
  readonly says: string;
}

function StepLine({ step, before, start, says }: StepLineProps) {
  const { state, from, to, progress, reports } = step;
  return (
    <li data-state={state}>
      <time dateTime={new Date(from).toISOString()} title={exactTime(from)}>
        +{duration(from - start)}
      </time>
      <StateWord state={state} />
      <span>
        {describe(step, before)}
        {state === "running" && reports > 1 && (
          <span className="dim">
            , came to {percent(progress)} in {duration(to - from)}
          </span>
        )}
        {says !== "" && <q title={says}>{says}</q>}
      </span>
    </li>
  );
}

function describe(step: Step, before: Step | undefined): string {
  const { state, attempt } = step;
  if (state === "queued") return attempt === 0 ? "submitted" : "waiting for another attempt";
  if (state !== "running") return "ended";
  if (attempt === 1) return "begun";
  const isAfterLoss = before !== undefined && wasLost(before, step);
  return `${isAfterLoss ? "the worker was lost; " : ""}begun again, attempt ${attempt}`;
}
