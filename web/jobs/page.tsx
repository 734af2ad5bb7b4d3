/** The jobs page: everything the asker has submitted, as it happens. */
import { Button } from "@mantine/core";
import { useRef } from "react";
import { ProblemError } from "#src/client/index.ts";
import { useAsker, useSettings } from "../app/queries.ts";
import { useSession } from "../app/session.ts";
import { SignInButton } from "../app/sign-in.tsx";
import { useTitle } from "../app/title.ts";
import { CancelTrouble } from "./cancel-trouble.tsx";
import { CountButton } from "./count-button.tsx";
import { Filters } from "./filters.tsx";
import { JobRow } from "./job-row.tsx";
import { Loading } from "./loading.tsx";
import { JobsMain } from "./out-of-date.tsx";
import type { Shown } from "./pages.ts";
import { useJobs } from "./queries.ts";
import "./instead.css";

interface JobsPageProps {
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** The list, its filters, and what stands in for it where there is none. */
export function JobsPage({ shown, onShow }: JobsPageProps) {
  useTitle("Jobs");
  const { known, who } = useAsker();
  const settings = useSettings();
  const { error, failureReason, dataUpdatedAt, data } = useJobs(shown);
  // Who has to bring a new token keeps the old one's list meanwhile.
  const isSomebody = known || who !== "";
  const isEmpty = data?.pages.every(({ jobs }) => jobs.length === 0);
  const head = (
    <>
      <h1>Jobs</h1>
      {isSomebody && (
        <div className="tools">
          {isEmpty === false && <CountButton variant="default" />}
          <Filters shown={shown} onShow={onShow} />
        </div>
      )}
    </>
  );
  return (
    <JobsMain head={head} trouble={failureReason ?? error} answeredAt={dataUpdatedAt}>
      <CancelTrouble />
      {isSomebody && <JobList shown={shown} onShow={onShow} />}
      {!isSomebody && settings.data !== undefined && <Stranger />}
      {settings.isError && !settings.data && <Failed error={settings.error} />}
      {!isSomebody && settings.isPending && <Loading what="the server" />}
    </JobsMain>
  );
}

function JobList({ shown, onShow }: JobsPageProps) {
  const { data, error, failureReason, ...pages } = useJobs(shown);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const trouble = failureReason ?? error;
  const { refusal } = useSession();
  const list = useRef<HTMLUListElement>(null);
  if (data === undefined) {
    if (refusal !== undefined) return <NotNow />;
    return trouble === null ? <Loading what="your jobs" /> : <Failed error={trouble} />;
  }
  const jobs = data.pages.flatMap((page) => page.jobs);
  if (jobs.length === 0) {
    const isFiltered = shown.kind !== undefined || shown.state !== undefined;
    return isFiltered ? <NoMatch onClear={() => onShow({})} /> : <NoJobs />;
  }
  const loadMore = async () => {
    if (isFetchingNextPage) return;
    await fetchNextPage();
    list.current?.children[jobs.length]?.querySelector("a")?.focus();
  };
  return (
    <>
      <ul className="job-list" aria-label="Jobs" ref={list}>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          variant="default"
          aria-disabled={isFetchingNextPage}
          data-disabled={isFetchingNextPage}
          onClick={loadMore}
        >
          Load more
        </Button>
      )}
    </>
  );
}

function NoJobs() {
  return (
    <section className="instead">
      <h2>No jobs yet</h2>
      <p>
        Work that takes longer than an answer may is done as a job: it waits its turn, goes on when
        a worker or the server dies, and its result stays here. You can close this page meanwhile.
      </p>
      <p>To see how that looks, submit one that does nothing but count, for five seconds.</p>
      <CountButton variant="filled" />
    </section>
  );
}

/** The token has ended, and these were not asked for before. */
function NotNow() {
  return (
    <section className="instead">
      <h2>Not known yet</h2>
      <p>These jobs are asked for as soon as you have signed in again.</p>
    </section>
  );
}

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <section className="instead">
      <h2>No such jobs</h2>
      <p>None of your jobs is of this kind and in this state now.</p>
      <Button variant="default" onClick={onClear}>
        Show all
      </Button>
    </section>
  );
}

/** Jobs belong to somebody. */
function Stranger() {
  return (
    <section className="instead">
      <h2>Whose jobs?</h2>
      <p>This server keeps everybody’s jobs apart: sign in to see yours.</p>
      <SignInButton />
    </section>
  );
}

function Failed({ error }: { readonly error: Error }) {
  const refused = error instanceof ProblemError;
  return (
    <section className="instead" role="alert">
      <h2>{refused ? "The server cannot tell" : "The server does not answer"}</h2>
      <p>{error.message}</p>
    </section>
  );
}
