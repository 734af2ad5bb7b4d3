/** A prediction that is not completed: what was asked, how far it is, or why it ended. */
import type { Examples, Job } from "#src/client/index.ts";
import { hasEnded } from "#src/client/index.ts";
import { useClock } from "../../app/clock.ts";
import { Cancel } from "../../jobs/cancel.tsx";
import { Failure } from "../../jobs/failure.tsx";
import { useHistory } from "../../jobs/history.ts";
import { Attempt, Progress, StateWord } from "../../jobs/state.tsx";
import { Took } from "../../jobs/times.tsx";
import { duration, lastWord } from "../../jobs/wording.ts";
import { type Asked, titleOfAsked } from "../asked.ts";
import { JobLog } from "../job-log.tsx";
import { Molecule } from "../molecule.tsx";
import { useLigand } from "../queries.ts";
import { PhaseLine } from "./phase-line.tsx";
import { phasesOf } from "./phases.ts";
import "./progress-card.css";

interface ProgressCardProps {
  readonly job: Job;
  readonly asked: Asked;
  readonly examples: Examples | undefined;
}

/** The ligand, the phases, the times; the way to call it off. */
export function ProgressCard({ job, asked, examples }: ProgressCardProps) {
  const { data: ligand } = useLigand(asked.smiles);
  // A running job says where it is; of one that does not, only what happened tells how far it came.
  const isWanted = job.state !== "running" && job.attempt > 0;
  const { steps } = useHistory(job, { isWanted });
  const lastRunning = steps.findLast(({ state }) => state === "running")?.message ?? "";
  const said = job.state === "running" && job.message !== "" ? job.message : lastRunning;
  const phases = phasesOf({ state: job.state, said, ...asked });
  const title = titleOfAsked(asked, examples);
  return (
    <section className="progress-card" aria-label="How it stands">
      <div className="drawing">
        <Molecule
          svg={ligand?.valid === true ? ligand.svg : undefined}
          name={`Structure of ${asked.smiles}`}
        />
      </div>
      <div className="standing">
        <p className="state">
          <StateWord state={job.state} /> <Attempt job={job} />
          <span className="dim">
            <Took job={job} />
          </span>
          {!hasEnded(job.state) && <Cancel job={job} />}
        </p>
        <PhaseLine phases={phases} />
        <Progress job={job} name={title} />
        <p className="says dim">
          {job.state !== "cancelled" && lastWord(job)} <Left job={job} />
        </p>
        {job.error !== null && <Failure error={job.error} />}
        {asked.engine === "boltz" && job.attempt > 0 && <JobLog job={job} />}
      </div>
      <dl>
        <div>
          <dt>Protein</dt>
          <dd className="letters">{asked.sequence}</dd>
        </div>
        <div>
          <dt>Ligand</dt>
          <dd className="letters">{asked.smiles}</dd>
        </div>
      </dl>
    </section>
  );
}

/** How long it still takes, where the server knows. */
function Left({ job }: { readonly job: Job }) {
  const { state, estimated_completion: end } = job;
  const text = useClock((now) => {
    if (state !== "running" || end === null) return "";
    const left = Date.parse(end) - now;
    return left <= 0
      ? ""
      : `· about ${duration(1000 * Math.ceil(left / 1000)).replace(".0", "")} left`;
  });
  return text;
}
