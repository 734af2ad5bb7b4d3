/** The sweeps that are about to be datasets, and those that will not. */
import { CloseButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { hasEnded, type Job } from "#src/client/index.ts";
import { Cancel } from "../jobs/cancel.tsx";
import { Failure } from "../jobs/failure.tsx";
import { Progress, StateWord } from "../jobs/state.tsx";
import { Took } from "../jobs/times.tsx";
import { describeRequest, lastWord } from "../jobs/wording.ts";
import { dismiss, isDismissed } from "./dismissed.ts";
import { useSweeps } from "./sweeps.ts";
import "./making.css";

/** A list; nothing where there is none. */
export function Making() {
  const sweeps = useSweeps();
  const [, drawAgain] = useState({});
  const shown = sweeps.filter(({ id, state }) => state !== "failed" || !isDismissed(id));
  if (shown.length === 0) return null;
  return (
    <ul className="rows making" aria-label="Being made">
      {shown.map((job) => (
        <MakingRow
          key={job.id}
          job={job}
          onDismiss={() => {
            dismiss(job.id);
            drawAgain({});
          }}
        />
      ))}
    </ul>
  );
}

interface MakingRowProps {
  readonly job: Job;
  readonly onDismiss: () => void;
}

function MakingRow({ job, onDismiss }: MakingRowProps) {
  const name = nameOf(job);
  return (
    <li data-state={job.state}>
      <div className="what">
        <Link to="/jobs/$id" params={{ id: job.id }}>
          {name}
        </Link>
        <StateWord state={job.state} />
        <span className="dim">
          <Took job={job} />
        </span>
      </div>
      <Progress job={job} name={name} />
      <p className="says dim">{lastWord(job)}</p>
      <div className="do">
        {!hasEnded(job.state) && <Cancel job={job} />}
        {job.state === "failed" && (
          <CloseButton size="sm" aria-label={`Dismiss ${name}`} onClick={onDismiss} />
        )}
      </div>
      {job.error !== null && <Failure error={job.error} isShort />}
    </li>
  );
}

/** What the dataset will be called. */
function nameOf({ request }: Job): string {
  const { name, filename } = (request ?? {}) as Readonly<Record<string, unknown>>;
  return (
    [name, filename].find((one) => typeof one === "string") ?? describeRequest(request, "sweep")
  );
}
