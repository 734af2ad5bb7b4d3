/** A prediction's page: its life while it lasts, then what it found. */
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { predictionKind } from "#src/affinity/kinds.ts";
import { hasEnded, type Job } from "#src/client/index.ts";
import { useAsker, useSettings } from "../../app/queries.ts";
import { useSession } from "../../app/session.ts";
import { useTitle } from "../../app/title.ts";
import { CancelTrouble } from "../../jobs/cancel-trouble.tsx";
import { Loading } from "../../jobs/loading.tsx";
import { NoJob, StrangersJob } from "../../jobs/no-job.tsx";
import { JobsMain } from "../../jobs/out-of-date.tsx";
import { useJob } from "../../jobs/queries.ts";
import type { AffinitySearch } from "../address.ts";
import { askedOf, titleOfAsked } from "../asked.ts";
import { Head } from "../head.tsx";
import { useExamples, usePrediction } from "../queries.ts";
import { Again } from "./again.tsx";
import { ProgressCard } from "./progress-card.tsx";
import "./life.css";

const PredictionView = lazy(async () => {
  const { PredictionView } = await import("../result/prediction-view.tsx");
  return { default: PredictionView };
});

interface LifePageProps {
  readonly id: string;
  readonly onShow: (search: AffinitySearch) => void;
}

/** The page of `/affinity?job=<id>`. */
export function LifePage({ id, onShow }: LifePageProps) {
  const { known, who } = useAsker();
  const { refusal } = useSession();
  const { data: settings, error: unsettled } = useSettings();
  const { data: job, error, failureReason, dataUpdatedAt } = useJob(id);
  const { data: examples } = useExamples();
  const asked = job?.kind === predictionKind ? askedOf(job) : undefined;
  const title = asked === undefined ? "Prediction" : titleOfAsked(asked, examples);
  useTitle(`${title} · Affinity`);
  const isStranger = settings !== undefined && !known && who === "";
  const trouble = failureReason ?? error ?? (settings === undefined ? unsettled : null);
  const isAsking = job === undefined && trouble === null && !isStranger;
  const isSimulated = asked?.engine === "demonstration";
  const head = (
    <>
      <Head>
        {title} {isSimulated && <span className="simulated">Demonstration</span>}
      </Head>
      {job !== undefined && asked !== undefined && hasEnded(job.state) && (
        <Again job={job} onShow={onShow} />
      )}
    </>
  );
  return (
    <JobsMain className="affinity" head={head} trouble={trouble} answeredAt={dataUpdatedAt}>
      <CancelTrouble />
      {isSimulated && (
        <p className="simulated-page">
          DEMONSTRATION — invented numbers. No model runs: nothing here is a prediction.
        </p>
      )}
      {isStranger && <StrangersJob />}
      {isAsking && refusal === undefined && <Loading what="the prediction" />}
      {job === undefined && trouble !== null && <NoJob error={trouble} />}
      {job !== undefined && job.kind !== predictionKind && <OtherJob job={job} />}
      <p className="unseen" role="status">
        {job !== undefined && hasEnded(job.state) && `This prediction is ${job.state}.`}
      </p>
      {job !== undefined && asked !== undefined && job.state !== "completed" && (
        <ProgressCard job={job} asked={asked} examples={examples} />
      )}
      {job?.kind === predictionKind && job.state === "completed" && <Found job={job} />}
      {job?.kind === predictionKind && (
        <p className="more">
          <Link to="/jobs/$id" params={{ id }}>
            The job: what happened, and what was asked for
          </Link>
        </p>
      )}
    </JobsMain>
  );
}

function Found({ job }: { readonly job: Job }) {
  const { data, error } = usePrediction(job.id, true);
  if (data !== undefined) {
    return (
      <Suspense fallback={<Loading what="the result" />}>
        <PredictionView job={job} result={data} />
      </Suspense>
    );
  }
  if (error === null) return <Loading what="the result" />;
  return (
    <p className="error" role="alert">
      {error.message}
    </p>
  );
}

function OtherJob({ job: { id, kind } }: { readonly job: Job }) {
  return (
    <section className="instead">
      <h2>This is no prediction</h2>
      <p>
        It is a job of kind {kind}:{" "}
        <Link to="/jobs/$id" params={{ id }}>
          its page
        </Link>
      </p>
    </section>
  );
}
