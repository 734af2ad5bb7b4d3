/** One job in the list. */
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { hasEnded, type Job } from "#src/client/index.ts";
import { Cancel } from "./cancel.tsx";
import { Failure } from "./failure.tsx";
import { Attempt, Progress, StateWord } from "./state.tsx";
import { Ago, Took } from "./times.tsx";
import { describeRequest } from "./wording.ts";

interface JobRowProps {
  readonly job: Job;
}

/** A job's row; drawn again only when the job itself changes. */
export const JobRow = memo(function JobRow({ job }: JobRowProps) {
  return (
    <li className="job-row" data-state={job.state}>
      <div className="what">
        <Link to="/jobs/$id" params={{ id: job.id }}>
          {job.kind}
        </Link>
        <span className="dim">{describeRequest(job.request)}</span>
      </div>
      <div className="how">
        <StateWord state={job.state} />
        <Attempt job={job} />
      </div>
      <Progress job={job} />
      <p className="says dim" title={job.message}>
        {job.message}
      </p>
      <div className="when dim">
        <Ago time={job.started_at ?? job.created_at} />
        <Took job={job} />
      </div>
      <div className="do">{!hasEnded(job.state) && <Cancel job={job} />}</div>
      {job.error !== null && <Failure error={job.error} />}
    </li>
  );
});
