/** One job's page: how it stands, what happened to it, what it found. */
import { Link } from "@tanstack/react-router";
import { hasEnded, type Job, ProblemError } from "#src/client/index.ts";
import { useAsker, useSettings } from "../app/queries.ts";
import { SignInButton } from "../app/sign-in.tsx";
import { useTitle } from "../app/title.ts";
import { Cancel } from "./cancel.tsx";
import { Failure } from "./failure.tsx";
import { JobTimeline } from "./job-timeline.tsx";
import { useConnection } from "./news.ts";
import { useJob } from "./queries.ts";
import { Result } from "./result.tsx";
import { Attempt, Progress, StateWord } from "./state.tsx";
import { Took } from "./times.tsx";
import { exactTime } from "./wording.ts";
import "./job-page.css";
import "./jobs.css";

interface JobPageProps {
  readonly id: string;
}

/** The page of `/jobs/<id>`. */
export function JobPage({ id }: JobPageProps) {
  useTitle("Job");
  const { known, who } = useAsker();
  const { data: settings } = useSettings();
  const { data: job, error } = useJob(id);
  const connection = useConnection();
  const isStranger = settings !== undefined && !known && who === "";
  return (
    <main className="jobs job-page">
      <div className="head">
        <h1>
          <Link to="/jobs">Jobs</Link> <span aria-hidden="true">/</span> {job?.kind ?? "one job"}
        </h1>
        <p className="reconnecting" role="status">
          {connection === "lost" && "Reconnecting …"}
        </p>
        {job !== undefined && !hasEnded(job.state) && <Cancel job={job} />}
      </div>
      {isStranger && (
        <section className="instead">
          <h2>Whose job?</h2>
          <p>This server keeps everybody’s jobs apart: sign in to see this one if it is yours.</p>
          <SignInButton />
        </section>
      )}
      {job === undefined && error !== null && <NoJob error={error} />}
      {job !== undefined && <Facts job={job} />}
      {job?.error != null && <Failure error={job.error} />}
      {job !== undefined && <JobTimeline id={id} />}
      {job?.state === "completed" && <Result id={id} />}
      {job !== undefined && (
        <section aria-label="Request">
          <h2>What was asked for</h2>
          <pre>{JSON.stringify(job.request, null, 2)}</pre>
        </section>
      )}
    </main>
  );
}

function Facts({ job }: { readonly job: Job }) {
  const engine = [job.engine, job.engine_version].filter((text) => text !== null).join(" ");
  return (
    <section className="facts" aria-label="How it stands">
      <p>
        <StateWord state={job.state} /> <Attempt job={job} />
      </p>
      <Progress job={job} />
      <p className="message dim">{job.message}</p>
      <dl>
        <div>
          <dt>Submitted</dt>
          <dd>{exactTime(job.created_at)}</dd>
        </div>
        <div>
          <dt>Took</dt>
          <dd>
            <Took job={job} />
          </dd>
        </div>
        <div>
          <dt>Priority</dt>
          <dd>{job.priority}</dd>
        </div>
        {engine !== "" && (
          <div>
            <dt>Engine</dt>
            <dd>{engine}</dd>
          </div>
        )}
        <div>
          <dt>Name</dt>
          <dd>{job.id}</dd>
        </div>
      </dl>
    </section>
  );
}

function NoJob({ error }: { readonly error: Error }) {
  const isMissing = error instanceof ProblemError && [404, 422, 400].includes(error.status);
  return (
    <section className="instead" role="alert">
      <h2>{isMissing ? "There is no such job" : "The server does not answer"}</h2>
      <p>{isMissing ? "It never was, or it is somebody else’s." : error.message}</p>
      <p>
        <Link to="/jobs">All your jobs</Link>
      </p>
    </section>
  );
}
