/** How a screen stands: its job's state, progress, and how long it may still take. */
import { hasEnded, type Screen } from "#src/client/index.ts";
import { useClock } from "../../app/clock.ts";
import { useJob } from "../../jobs/queries.ts";
import { Progress, StateWord } from "../../jobs/state.tsx";
import { Ago, Took } from "../../jobs/times.tsx";
import { duration, lastWord } from "../../jobs/wording.ts";
import { useExamples } from "../queries.ts";
import { aboutScreen } from "./saying.ts";

interface StandingProps {
  readonly screen: Screen;
}

/** A line about what was asked, one about how far it is, and why it failed if it did. */
export function Standing({ screen }: StandingProps) {
  const { data: examples } = useExamples();
  const { data: job } = useJob(screen.job?.job_id);
  return (
    <section className="standing" aria-label="How it stands">
      <p className="dim">
        {aboutScreen(screen, examples)} · submitted <Ago time={screen.created_at} />
      </p>
      {job !== undefined && (
        <div className="job" data-state={job.state}>
          <StateWord state={job.state} />
          <Progress job={job} name={screen.name} />
          <span className="dim">
            <Took job={job} />
            {!hasEnded(job.state) && job.estimated_completion !== null && (
              <Left until={job.estimated_completion} />
            )}
          </span>
        </div>
      )}
      {screen.job === null && <p className="dim">Its job has been deleted for its age.</p>}
      <p className="message" role="status">
        {job && lastWord(job)}
      </p>
      {job?.error && (
        <p className="error" role="alert">
          {job.error.message}
        </p>
      )}
    </section>
  );
}

/** How long it may still take. */
function Left({ until }: { readonly until: string }) {
  const text = useClock((now) => {
    const left = Date.parse(until) - now;
    return left > 0 ? duration(1000 * Math.ceil(left / 1000)).replace(".0", "") : "a moment";
  });
  return <> · about {text} left</>;
}
