/** The jobs page: everything the asker has submitted, as it happens. */
import { Button } from "@mantine/core";
import { ProblemError } from "#src/client/index.ts";
import { useAsker, useSettings } from "../app/queries.ts";
import { SignInButton } from "../app/sign-in.tsx";
import { useTitle } from "../app/title.ts";
import { Filters } from "./filters.tsx";
import { JobRow } from "./job-row.tsx";
import { useConnection } from "./news.ts";
import type { Shown } from "./pages.ts";
import { useCounting, useJobs } from "./queries.ts";
import "./jobs.css";

interface JobsPageProps {
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** The list, its filters, and what stands in for it where there is none. */
export function JobsPage({ shown, onShow }: JobsPageProps) {
  useTitle("Jobs");
  const { known, who } = useAsker();
  const settings = useSettings();
  const connection = useConnection();
  // Who has to bring a new token keeps the old one's list meanwhile.
  const isSomebody = known || who !== "";
  return (
    <main className="jobs">
      <div className="head">
        <h1>Jobs</h1>
        <p className="reconnecting" role="status">
          {connection === "lost" && "Reconnecting …"}
        </p>
        {isSomebody && <Filters shown={shown} onShow={onShow} />}
      </div>
      {isSomebody && <JobList shown={shown} onShow={onShow} />}
      {!isSomebody && settings.data !== undefined && <Stranger />}
      {settings.isError && !settings.data && <Failed error={settings.error} />}
    </main>
  );
}

function JobList({ shown, onShow }: JobsPageProps) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useJobs(shown);
  if (data === undefined) return error === null ? null : <Failed error={error} />;
  const jobs = data.pages.flatMap((page) => page.jobs);
  if (jobs.length === 0) {
    const isFiltered = shown.kind !== undefined || shown.state !== undefined;
    return isFiltered ? <NoMatch onClear={() => onShow({})} /> : <NoJobs />;
  }
  return (
    <>
      <ul className="job-list" aria-label="Jobs">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Load more
        </Button>
      )}
    </>
  );
}

function NoJobs() {
  const counting = useCounting();
  return (
    <section className="instead">
      <h2>No jobs yet</h2>
      <p>
        Work that takes longer than an answer may is done as a job: it waits its turn, goes on when
        a worker or the server dies, and its result stays here. You can close this page meanwhile.
      </p>
      <p>To see how that looks, submit one that does nothing but count, for five seconds.</p>
      <Button loading={counting.isPending} onClick={() => counting.mutate()}>
        Count to 100
      </Button>
      {counting.error !== null && (
        <p className="error" role="alert">
          {counting.error.message}
        </p>
      )}
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
