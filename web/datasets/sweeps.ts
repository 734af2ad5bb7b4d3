/** The asker's sweeps, until each is a dataset in the list. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { hasEnded, type Job } from "#src/client/index.ts";
import { useJobs } from "../jobs/queries.ts";
import { refreshDatasets } from "./queries.ts";

const sweeps = { kind: "sweep" } as const;

/** Those that wait, run or have failed, and those whose dataset is being asked for: the newest first. */
export function useSweeps(): readonly Job[] {
  const client = useQueryClient();
  const { data } = useJobs(sweeps);
  const jobs = data?.pages.flatMap((page) => page.jobs) ?? [];
  // Those that were seen unfinished, and whose dataset is not in the list yet.
  const [awaited, setAwaited] = useState<ReadonlySet<string>>(new Set());
  const unfinished = jobs.filter(({ state }) => !hasEnded(state)).map(({ id }) => id);
  const completed = jobs
    .filter(({ id, state }) => state === "completed" && awaited.has(id))
    .map(({ id }) => id);
  const coming = unfinished.join(" ");
  const come = completed.join(" ");
  useEffect(() => {
    if (coming === "") return;
    setAwaited((before) => new Set([...before, ...coming.split(" ")]));
  }, [coming]);
  useEffect(() => {
    if (come === "") return;
    void refreshDatasets(client).then(() =>
      setAwaited((before) => new Set([...before].filter((id) => !come.split(" ").includes(id)))),
    );
  }, [client, come]);
  return jobs.filter(
    ({ id, state }) => !hasEnded(state) || state === "failed" || completed.includes(id),
  );
}
