/** One screen in the list. */
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { hasEnded, type Screen } from "#src/client/index.ts";
import { useJob } from "../../jobs/queries.ts";
import { Progress, StateWord } from "../../jobs/state.tsx";
import { Ago } from "../../jobs/times.tsx";
import { lastWord } from "../../jobs/wording.ts";
import { useExamples } from "../queries.ts";
import { aboutScreen, countsTold } from "./saying.ts";

interface ScreenRowProps {
  readonly screen: Screen;
}

/** Its name, what it is of, and how far it is. */
export const ScreenRow = memo(function ScreenRow({ screen }: ScreenRowProps) {
  const { screen_id: id, name, job: told, created_at: created, simulated } = screen;
  const { data: examples } = useExamples();
  const isLive = told !== null && !hasEnded(told.state);
  // One that has ended is as the list told it.
  const { data: job } = useJob(isLive ? told.job_id : undefined);
  const state = job?.state ?? told?.state;
  return (
    <li>
      <div className="what">
        <Link to="/affinity" search={{ screen: id }}>
          {name}
        </Link>
        <span className="dim">
          {simulated && <b>Demonstration · </b>}
          {aboutScreen(screen, examples)} · <Ago time={created} />
        </span>
      </div>
      <div className="how" data-state={state}>
        {state && <StateWord state={state} />}
        {job && !hasEnded(job.state) && <Progress job={job} name={name} />}
      </div>
      <p className="dim">{job && isLive ? lastWord(job) : countsTold(screen.counts)}</p>
    </li>
  );
});
