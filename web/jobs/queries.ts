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
import { useAsker } from "../app/queries.ts";
import { newest } from "./heard.ts";
import { type Pages, type Shown, withJob } from "./pages.ts";

const pageLength = 50;

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
  });
}

/** One job. */
export function useJob(id: string) {
  const { options, who, meta, known } = useAsker();
  return useQuery({
    queryKey: ["job", who, id],
    queryFn: async ({ signal }) => {
      const asked = performance.now();
      return newest(await getJob(id, { ...options, signal }), asked);
    },
    meta,
    enabled: known,
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

/** Cancels a job. */
export function useCancelling() {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Job) => cancelJob(id, options),
    onSuccess: (job) => keepJob(client, who, job),
    // It may have ended on its own just before.
    onError: () => refreshJobs(client),
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
  client.setQueryData(["job", who, job.id], job);
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
