/** Times of a job that go on while one looks. */
import type { Job } from "#src/client/index.ts";
import { useClock } from "../app/clock.ts";
import { ago, duration, exactTime } from "./wording.ts";

interface AgoProps {
  readonly time: string;
}

/** How long ago something was; the exact time is its title. */
export function Ago({ time }: AgoProps) {
  const text = useClock((now) => ago(Date.parse(time), now));
  return (
    <time dateTime={time} title={exactTime(time)}>
      {text}
    </time>
  );
}

interface TookProps {
  readonly job: Pick<Job, "started_at" | "finished_at">;
}

/** How long a job runs or ran; a dash for one that never began. */
export function Took({ job: { started_at, finished_at } }: TookProps) {
  const text = useClock((now) => {
    if (started_at === null) return "–";
    if (finished_at !== null) return duration(Date.parse(finished_at) - Date.parse(started_at));
    // In whole seconds while they pass.
    return duration(1000 * Math.round((now - Date.parse(started_at)) / 1000)).replace(".0", "");
  });
  return <span title={started_at === null ? "" : `Began ${exactTime(started_at)}`}>{text}</span>;
}
