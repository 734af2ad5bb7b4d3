/** How many of the asker's jobs run now. */
import { useJobs } from "./queries.ts";
import "./running-count.css";

const running = { state: "running" } as const;

/** The number in a circle; nothing where it is none, or not known. */
export function RunningCount() {
  const { data } = useJobs(running);
  const pages = data?.pages ?? [];
  const count = pages.reduce((sum, { jobs }) => sum + jobs.length, 0);
  if (count === 0) return null;
  return (
    <span className="running-count">
      {count}
      {pages.at(-1)?.next != null && "+"}
      <span className="unseen"> running</span>
    </span>
  );
}
