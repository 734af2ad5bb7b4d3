/** One job's page: how it stands, what happened to it, what it found. */
import { Link } from "@tanstack/react-router";
import { hasEnded, type Job } from "#src/client/index.ts";
import { lastSearch } from "../app/last-search.ts";
import { useAsker, useSettings } from "../app/queries.ts";
import { useSession } from "../app/session.ts";
import { useTitle } from "../app/title.ts";
import { Cancel } from "./cancel.tsx";
import { CancelTrouble } from "./cancel-trouble.tsx";
import { Failure } from "./failure.tsx";
import { JobTimeline } from "./job-timeline.tsx";
import { Loading } from "./loading.tsx";
import { NoJob, StrangersJob } from "./no-job.tsx";
import { JobsMain } from "./out-of-date.tsx";
import { ownPageOf } from "./own-page.ts";
import { useJob } from "./queries.ts";
import { Result } from "./result.tsx";
import { Attempt, Progress, StateWord } from "./state.tsx";
import { Ago, Took } from "./times.tsx";
import { describeJob, exactTime, lastWord, titleOf } from "./wording.ts";
import "./instead.css";
import "./job-page.css";

interface JobPageProps {
  readonly id: string;
}

/** A UUID, as the server has it. */
const jobId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The page of `/jobs/<id>`. */
export function JobPage({ id }: JobPageProps) {
  const isId = jobId.test(id);
  const { known, who } = useAsker();
  const { refusal } = useSession();
  const { data: settings, error: unsettled } = useSettings();
  const { data: job, error, failureReason, dataUpdatedAt } = useJob(isId ? id : undefined);
  useTitle(job === undefined ? "Job" : titleOf(job));
  const isStranger = settings !== undefined && !known && who === "";
  const trouble = failureReason ?? error ?? (settings === undefined ? unsettled : null);
  const isAsking = isId && job === undefined && trouble === null && !isStranger;
  const head = (
    <>
      <h1>
        <Link to="/jobs" search={lastSearch("/jobs")}>
          Jobs
        </Link>{" "}
        <span aria-hidden="true">/</span> {job?.kind ?? "one job"}
      </h1>
      {job !== undefined && !hasEnded(job.state) && <Cancel job={job} />}
    </>
  );
  const ownPage = job && ownPageOf(job);
  return (
    <JobsMain className="job-page" head={head} trouble={trouble} answeredAt={dataUpdatedAt}>
      <CancelTrouble />
      {!isId && <NoId />}
      {isId && isStranger && <StrangersJob />}
      {isAsking && refusal === undefined && <Loading what="the job" />}
      {isId && job === undefined && trouble !== null && <NoJob error={trouble} />}
      {ownPage !== undefined && (
        <p>
          <Link to="/affinity" search={ownPage}>
            {"screen" in ownPage ? "The screen" : "The prediction"}, on its own page
          </Link>
        </p>
      )}
      {job !== undefined && <Facts job={job} />}
      <p className="unseen" role="status">
        {job !== undefined && hasEnded(job.state) && `This job is ${job.state}.`}
      </p>
      {job?.error != null && <Failure error={job.error} />}
      {job !== undefined && <JobTimeline job={job} />}
      {job?.state === "completed" && <Result id={id} />}
      {job !== undefined && (
        <section aria-label="Request">
          <h2>What was asked for</h2>
          <pre>{JSON.stringify(job.request, null, 2)}</pre>
        </section>
      )}
    </JobsMain>
  );
}

function Facts({ job }: { readonly job: Job }) {
  const engine = [job.engine, job.engine_version].filter((text) => text !== null).join(" ");
  return (
    <section className="facts" aria-label="How it stands">
      <p>
        <StateWord state={job.state} /> <Attempt job={job} />
      </p>
      <Progress job={job} name={describeJob(job)} />
      <p className="message dim">{lastWord(job)}</p>
      <dl>
        <Moment name="Submitted" time={job.created_at} />
        <Moment name="Started" time={job.started_at} />
        <Moment name="Finished" time={job.finished_at} />
        <div>
          <dt>Time</dt>
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
          <dt>Id</dt>
          <dd>{job.id}</dd>
        </div>
      </dl>
    </section>
  );
}

/** One time of a job; nothing while it has not come. */
function Moment({ name, time }: { readonly name: string; readonly time: string | null }) {
  if (time === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {exactTime(time)}{" "}
        <span className="dim">
          (<Ago time={time} />)
        </span>
      </dd>
    </div>
  );
}

function NoId() {
  return (
    <section className="instead">
      <h2>This is no job’s id</h2>
      <p>
        A job’s address ends with its id, which is a UUID, as in
        0b9d5a64-6c3e-4f0c-8d42-3f5b2f1f6a10.
      </p>
      <p>
        <Link to="/jobs">All your jobs</Link>
      </p>
    </section>
  );
}
