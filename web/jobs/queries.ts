/** Jobs as the page asks for them and keeps them. */
import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  cancelJob,
  getJob,
  getJobResult,
  type Job,
  listJobs,
  submitCount,
} from "#src/client/index.ts";
import { askedAgain, useAsker } from "../app/queries.ts";
import { newest, withRequest } from "./heard.ts";
import { type Pages, type Shown, withJob } from "./pages.ts";

const pageLength = 50;

/** The name under which a user's job is kept. */
export const jobKey = (who: string, id: string) => ["job", who, id];

/** The asker's jobs that `shown` lets through, page by page. */
export function useJobs(shown: Shown) {
  const { options, who, meta, known } = useAsker();
  return useInfiniteQuery({
    queryKey: ["jobs", who, shown],
    queryFn: async ({ pageParam, signal }) => {
      const asked = performance.now();
      const filter = { ...shown, cursor: pageParam, limit: pageLength };
      const { jobs, next } = await listJobs(filter, { ...options, signal });
      return { jobs: jobs.map((job) => newest(job, asked)), next };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    meta,
    enabled: known,
    refetchInterval: askedAgain,
  });
}

/** One job; none is asked for without an id. */
export function useJob(id: string | undefined) {
  const { options, who, meta, known } = useAsker();
  return useQuery({
    queryKey: jobKey(who, id ?? ""),
    queryFn: async ({ signal }) => {
      const asked = performance.now();
      return newest(await getJob(id ?? "", { ...options, signal }), asked);
    },
    meta,
    enabled: known && id !== undefined,
    refetchInterval: askedAgain,
  });
}

/** What a completed job found. It never changes. */
export function useJobResult(id: string) {
  const { options, who, meta } = useAsker();
  return useQuery({
    queryKey: ["result", who, id],
    queryFn: ({ signal }) => getJobResult(id, { ...options, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    meta,
  });
}

/** The name of cancelling among what the page does; see cancel-trouble.tsx. */
export const cancelling = ["cancel"];

/** Cancels a job. */
export function useCancelling() {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationKey: cancelling,
    mutationFn: ({ id }: Job) => cancelJob(id, options),
    onSuccess: (job) => keepJob(client, who, job),
    // It may have ended on its own just before. The failure is told without waiting for this.
    onError: () => void refreshJobs(client),
  });
}

/** Submits a job that counts to 100, for about five seconds. */
export function useCounting() {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => submitCount({}, options),
    onSuccess: (job) => keepJob(client, who, newest(job, 0)),
  });
}

/** Keeps `job` as it is now, wherever it is shown. */
export function keepJob(client: QueryClient, who: string, job: Job): void {
  client.setQueryData<Job>(jobKey(who, job.id), (known) => {
    if (known !== undefined) return withRequest(job, known);
    // One whose request was left out is better asked for.
    return job.request === null ? undefined : job;
  });
  for (const [key] of client.getQueriesData<Pages>({ queryKey: ["jobs", who] })) {
    client.setQueryData<Pages>(key, (pages) => pages && withJob(pages, job, key[2] as Shown));
  }
}

/** Asks again for every job that is shown. */
export function refreshJobs(client: QueryClient): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ["jobs"] }),
    client.invalidateQueries({ queryKey: ["job"] }),
  ]);
}
