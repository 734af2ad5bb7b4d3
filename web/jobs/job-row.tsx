/** One job in the list. */
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { hasEnded, type Job } from "#src/client/index.ts";
import { Cancel } from "./cancel.tsx";
import { Failure } from "./failure.tsx";
import { ownPageOf } from "./own-page.ts";
import { Attempt, Progress, StateWord } from "./state.tsx";
import { Ago, Took } from "./times.tsx";
import { describeJob, describeRequest, lastWord } from "./wording.ts";
import "./job-row.css";

interface JobRowProps {
  readonly job: Job;
}

/** A job's row; drawn again only when the job itself changes. */
export const JobRow = memo(function JobRow({ job }: JobRowProps) {
  const name = describeJob(job);
  const ownPage = ownPageOf(job);
  return (
    <li className="job-row" data-state={job.state}>
      <div className="what">
        <div>
          <Link to="/jobs/$id" params={{ id: job.id }} aria-label={name}>
            {job.kind}
          </Link>
          {ownPage !== undefined && (
            <Link
              className="own"
              to="/affinity"
              search={ownPage}
              aria-label={`Open ${name} on its own page`}
            >
              open
            </Link>
          )}
        </div>
        <span className="dim" title={name}>
          {describeRequest(job.request, job.kind)}
        </span>
      </div>
      <div className="how">
        <StateWord state={job.state} />
        <Attempt job={job} />
      </div>
      <Progress job={job} name={name} />
      <p className="says dim" title={lastWord(job)}>
        {lastWord(job)}
      </p>
      <div className="when dim">
        <span>
          submitted <Ago time={job.created_at} />
        </span>
        <Took job={job} />
      </div>
      <div className="do">{!hasEnded(job.state) && <Cancel job={job} />}</div>
      {job.error !== null && <Failure error={job.error} isShort />}
    </li>
  );
});
