/** A job's state and progress, in colour and in words. */
import type { Job, JobState } from "#src/client/index.ts";
import { percent } from "./wording.ts";
import "./state.css";

interface StateWordProps {
  readonly state: JobState;
}

/** The state's word beside a dot of its colour. */
export function StateWord({ state }: StateWordProps) {
  return (
    <span className="job-state" data-state={state}>
      {state}
    </span>
  );
}

interface ProgressProps {
  readonly job: Pick<Job, "progress" | "state">;
  /** What the job is called. */
  readonly name: string;
}

/** How much is done: a bar that keeps its place whatever the state. */
export function Progress({ job: { progress, state }, name }: ProgressProps) {
  return (
    <div className="job-progress" data-state={state}>
      <div
        role="progressbar"
        aria-label={`Progress of ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(100 * progress)}
      >
        <i style={{ transform: `scaleX(${progress})` }} />
      </div>
      <span>{percent(progress)}</span>
    </div>
  );
}

interface AttemptProps {
  readonly job: Pick<Job, "attempt">;
}

/** Which attempt this is; nothing at the first. There is no last one: those handed back are not failures. */
export function Attempt({ job: { attempt } }: AttemptProps) {
  return attempt > 1 && <span className="dim">attempt {attempt}</span>;
}
