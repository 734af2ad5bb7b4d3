/** A job's events, read to where the job stands whenever it has changed: no stream is kept for them. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Job, type SeenJobEvent, watchJob } from "#src/client/index.ts";
import { useAsker } from "../app/queries.ts";
import { useNews } from "./news.ts";
import { jobKey } from "./queries.ts";
import { type History, noHistory, withEvent } from "./timeline.ts";

/** A running job's progress is read no more often, ms; changes of its state are read at once. */
const interval = 1000;

/** Longest wait after failures, ms; the first is the interval, each is twice the last. */
const longestWait = 15_000;

/** An event that has not come after this, ms, is not waited for. */
const patience = 3000;

/** Everything that happened to a job so far; as far as it is known already while it is not wanted. */
export function useHistory(job: Job, { isWanted = true } = {}): History {
  const { options, who, known } = useAsker();
  const { silentSince } = useNews();
  const client = useQueryClient();
  const key = ["history", who, job.id];
  const isAsked = known && isWanted;
  const { data, isError, errorUpdateCount, isFetching, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => {
      const before = client.getQueryData<History>(key) ?? noHistory;
      const isLast = (event: SeenJobEvent) => {
        const now = client.getQueryData<Job>(jobKey(who, job.id));
        return now !== undefined && isOf(event, now);
      };
      return readOn(before, job.id, isLast, { ...options, signal });
    },
    enabled: isAsked,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const last = data?.steps.at(-1);
  // A server that is lost is asked again by those who listen for news, and not here as well.
  const isBehind = isAsked && silentSince === undefined && (last === undefined || !isOf(last, job));
  const hasMoved = last?.state !== job.state || last.attempt !== job.attempt;
  const failed = Math.min(longestWait, interval * 2 ** errorUpdateCount);
  const wait = isError ? failed : hasMoved ? 0 : interval;
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
  const lost = new AbortController();
  const wait = () => setTimeout(() => quiet.abort(), patience);
  let timer = wait();
  let history = before;
  try {
    const either = AbortSignal.any([signal, quiet.signal, lost.signal]);
    const { lastEventId } = history;
    const onLost = (reason: Error) => lost.abort(reason);
    for await (const event of watchJob(id, { token, lastEventId, signal: either, onLost })) {
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
