/** What happened to a job: a curve of its progress over its states, and its steps in words. */
import { useEffect, useState } from "react";
import { hasEnded, type JobState, watchJob } from "#src/client/index.ts";
import { useClock } from "../app/clock.ts";
import { useAsker } from "../app/queries.ts";
import { StateWord } from "./state.tsx";
import { type History, noHistory, type Step, withEvent } from "./timeline.ts";
import { duration, exactTime, percent } from "./wording.ts";
import "./timeline.css";

interface JobTimelineProps {
  readonly id: string;
}

/** The timeline; it grows until the job has ended. */
export function JobTimeline({ id }: JobTimelineProps) {
  const { steps, points } = useHistory(id);
  const first = steps[0];
  const last = steps.at(-1);
  const isOver = last !== undefined && hasEnded(last.state);
  const end = useClock((now) => (isOver ? last.to : 1000 * Math.floor(now / 1000)));
  if (first === undefined || last === undefined) return null;
  const span = Math.max(1, Math.max(end, last.to) - first.from);
  const x = (time: number) => (1000 * (time - first.from)) / span;
  const ends = steps.map((_, i) => steps[i + 1]?.from ?? Math.max(end, last.to));
  const curve = points.map(({ at, progress }) => `${x(at)},${100 - 96 * progress}`);
  return (
    <section className="job-timeline" aria-label="What happened">
      <h2>What happened</h2>
      <svg viewBox="0 0 1000 112" preserveAspectRatio="none" aria-hidden="true">
        <polyline className="curve" points={curve.join(" ")} />
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
        {steps.map((step) => (
          <StepLine key={step.id} step={step} start={first.from} />
        ))}
      </ol>
    </section>
  );
}

function StepLine({ step, start }: { readonly step: Step; readonly start: number }) {
  const { state, attempt, from, to, progress, message, reports } = step;
  return (
    <li data-state={state}>
      <time dateTime={new Date(from).toISOString()} title={exactTime(from)}>
        +{duration(from - start)}
      </time>
      <StateWord state={state} />
      <span>
        {describe(state, attempt)}
        {state === "running" && reports > 1 && (
          <span className="dim">
            , came to {percent(progress)} in {duration(to - from)}
          </span>
        )}
        {message !== "" && <q>{message}</q>}
      </span>
    </li>
  );
}

function describe(state: JobState, attempt: number): string {
  if (state === "queued") return attempt === 0 ? "submitted" : "waiting for another attempt";
  if (state === "running")
    return attempt === 1 ? "begun" : `begun for the ${ordinal(attempt)} time`;
  return "ended";
}

function ordinal(count: number): string {
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(count);
  return `${count}${{ one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[rule]}`;
}

/** Everything that happened to a job, and happens yet. */
function useHistory(id: string): History {
  const { options, known } = useAsker();
  const { token } = options;
  const [history, setHistory] = useState(noHistory);
  useEffect(() => {
    if (!known) return;
    const left = new AbortController();
    let seen = noHistory;
    let isDrawing = false;
    const draw = () => {
      isDrawing = false;
      if (!left.signal.aborted) setHistory(seen);
    };
    const follow = async () => {
      for await (const event of watchJob(id, { token, signal: left.signal })) {
        seen = withEvent(seen, event);
        if (!isDrawing) requestAnimationFrame(draw);
        isDrawing = true;
      }
    };
    // What cannot be watched is said where the job itself is asked for.
    follow().catch(() => {});
    return () => left.abort();
  }, [id, token, known]);
  return history;
}
