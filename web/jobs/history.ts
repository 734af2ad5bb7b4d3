/** A job's events, read to where the job stands whenever it has changed: no stream is kept for them. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Job, type SeenJobEvent, watchJob } from "#src/client/index.ts";
import { useAsker } from "../app/queries.ts";
import { jobKey } from "./queries.ts";
import { type History, noHistory, withEvent } from "./timeline.ts";

/** A running job's progress is read no more often, ms; changes of its state are read at once. */
const interval = 1000;

/** An event that has not come after this, ms, is not waited for. */
const patience = 3000;

/** Everything that happened to a job so far. */
export function useHistory(job: Job): History {
  const { options, who, known } = useAsker();
  const client = useQueryClient();
  const key = ["history", who, job.id];
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => {
      const before = client.getQueryData<History>(key) ?? noHistory;
      const isLast = (event: SeenJobEvent) => {
        const now = client.getQueryData<Job>(jobKey(who, job.id));
        return now !== undefined && isOf(event, now);
      };
      return readOn(before, job.id, isLast, { ...options, signal });
    },
    enabled: known,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const last = data?.steps.at(-1);
  const isBehind = known && (last === undefined || !isOf(last, job));
  const hasMoved = last?.state !== job.state || last.attempt !== job.attempt;
  const wait = hasMoved && !isError ? 0 : interval;
  useEffect(() => {
    if (!isBehind || isFetching) return;
    const timer = setTimeout(refetch, wait);
    return () => clearTimeout(timer);
  }, [isBehind, isFetching, wait, refetch]);
  return data ?? noHistory;
}

type Seen = Pick<Job, "state" | "attempt" | "progress" | "message">;

function isOf(event: Seen, job: Seen): boolean {
  return (["state", "attempt", "progress", "message"] as const).every(
    (field) => event[field] === job[field],
  );
}

/** The history, and what came after it up to the event that is the last. */
async function readOn(
  before: History,
  id: string,
  isLast: (event: SeenJobEvent) => boolean,
  { token, signal }: { readonly token?: string | undefined; readonly signal: AbortSignal },
): Promise<History> {
  const quiet = new AbortController();
  const wait = () => setTimeout(() => quiet.abort(), patience);
  let timer = wait();
  let history = before;
  try {
    const either = AbortSignal.any([signal, quiet.signal]);
    const { lastEventId } = history;
    for await (const event of watchJob(id, { token, lastEventId, signal: either })) {
      history = withEvent(history, event);
      if (isLast(event)) break;
      clearTimeout(timer);
      timer = wait();
    }
  } catch (error) {
    if (!quiet.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
  return history;
}
