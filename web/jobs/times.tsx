/** Times of a job that go on while one looks, as long as the page hears of the job. */
import type { Job } from "#src/client/index.ts";
import { useClock } from "../app/clock.ts";
import { useTrueUntil } from "./out-of-date.tsx";
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
  readonly job: Pick<Job, "state" | "started_at" | "finished_at">;
}

/** How long a job waits, runs or ran, in words. */
export function Took({ job: { state, started_at, finished_at } }: TookProps) {
  const until = useTrueUntil();
  const text = useClock((now) => {
    if (started_at === null) return state === "queued" ? "waits" : "never began";
    const start = Date.parse(started_at);
    if (finished_at !== null) return `took ${duration(Date.parse(finished_at) - start)}`;
    // In whole seconds while they pass.
    const seconds = Math.round((Math.min(now, until) - start) / 1000);
    const soFar = duration(1000 * seconds).replace(".0", "");
    return state === "queued" ? `waits again, begun ${soFar} ago` : `runs for ${soFar}`;
  });
  return <span title={started_at === null ? "" : `Began ${exactTime(started_at)}`}>{text}</span>;
}
