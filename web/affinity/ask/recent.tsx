/** The asker's latest predictions, below the form. */
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { predictionKind } from "#src/affinity/kinds.ts";
import { concentrationText } from "#src/affinity/units.ts";
import { hasEnded, type Job } from "#src/client/index.ts";
import { useJobs } from "../../jobs/queries.ts";
import { Progress, StateWord } from "../../jobs/state.tsx";
import { Ago } from "../../jobs/times.tsx";
import { askedOf, titleOfAsked } from "../asked.ts";
import { Molecule } from "../molecule.tsx";
import { useExamples, useLigand, usePrediction } from "../queries.ts";
import "./recent.css";

const mostShown = 6;

/** The list; nothing where there is none yet. */
export function RecentPredictions() {
  const { data } = useJobs({ kind: predictionKind });
  const jobs = data?.pages.flatMap((page) => page.jobs).slice(0, mostShown) ?? [];
  if (jobs.length === 0) return null;
  return (
    <section className="recent-predictions" aria-labelledby="recent-name">
      <h2 id="recent-name">Recent predictions</h2>
      <ul>
        {jobs.map((job) => (
          <RecentRow key={job.id} job={job} />
        ))}
      </ul>
      <Link to="/jobs" search={{ kind: predictionKind }}>
        All of them
      </Link>
    </section>
  );
}

const RecentRow = memo(function RecentRow({ job }: { readonly job: Job }) {
  const asked = askedOf(job);
  const { data: examples } = useExamples();
  const { data: ligand } = useLigand(asked?.smiles ?? "");
  const title = asked === undefined ? "A long request" : titleOfAsked(asked, examples);
  return (
    <li>
      <div className="drawing">
        <Molecule svg={ligand?.valid === true ? ligand.svg : undefined} name="" />
      </div>
      <div className="what">
        <Link to="/affinity" search={{ job: job.id }}>
          {title}
        </Link>
        <span className="dim">
          {asked?.engine === "demonstration" && "Demonstration · "}
          <Ago time={job.created_at} />
        </span>
      </div>
      <div className="how">
        {job.state === "completed" && <Found id={job.id} />}
        {job.state !== "completed" && <StateWord state={job.state} />}
        {!hasEnded(job.state) && <Progress job={job} name={title} />}
      </div>
    </li>
  );
});

/** How strongly it binds. */
function Found({ id }: { readonly id: string }) {
  const { data } = usePrediction(id, true);
  if (data === undefined) return <StateWord state="completed" />;
  return (
    <>
      <b title="The ligand’s concentration that halves the activity, as predicted">
        IC<sub>50</sub> {concentrationText(data.ic50_nm)}
      </b>
      <span className="dim">
        {data.simulated === true
          ? "invented"
          : `binds with ${Math.round(100 * data.affinity_probability_binary)} %`}
      </span>
    </>
  );
}
