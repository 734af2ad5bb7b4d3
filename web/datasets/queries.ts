/** Datasets as the page asks for them and keeps them. */
import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  changeDataset,
  type DatasetChange,
  deleteDataset,
  listDatasets,
  listTags,
  putTag,
  removeTag,
  submitSweep,
  syncDatasets,
  type TagRequest,
} from "#src/client/index.ts";
import { askedAgain, useAsker } from "../app/queries.ts";
import { keepJob } from "../jobs/queries.ts";
import { type Pages, withDataset, withoutDataset } from "./pages.ts";

const pageLength = 200;

/** The datasets that the asker may see, page by page. Nobody in particular sees what is public. */
export function useDatasets() {
  const { options, who, meta } = useAsker();
  return useInfiniteQuery({
    queryKey: ["datasets", who],
    queryFn: ({ pageParam, signal }) =>
      listDatasets({ cursor: pageParam, limit: pageLength }, { ...options, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    meta,
    refetchInterval: askedAgain,
  });
}

/** Asks again for the datasets that are shown. */
export function refreshDatasets(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ["datasets"] });
}

/** Publishes, renames: changes what is said of a dataset of the asker's. */
export function useChanging(filename: string) {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: DatasetChange) => changeDataset(filename, change, options),
    onSuccess: ({ dataset }) =>
      client.setQueryData<Pages>(
        ["datasets", who],
        (pages) => pages && withDataset(pages, dataset),
      ),
  });
}

/** Deletes a dataset of the asker's. */
export function useDeleting(filename: string) {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteDataset(filename, options),
    onSuccess: () =>
      client.setQueryData<Pages>(
        ["datasets", who],
        (pages) => pages && withoutDataset(pages, filename),
      ),
  });
}

/** Makes the server look at its files. */
export function useSyncing() {
  const { options } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => syncDatasets({}, options),
    onSuccess: () => refreshDatasets(client),
  });
}

/** Submits a sweep of the standard circuit: 10 values an axis, 100,000 models. */
export function useStandardSweep() {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => submitSweep({ grid_size: 10 }, options),
    onSuccess: (job) => keepJob(client, who, job),
  });
}

const tagsKey = (who: string, filename: string) => ["tags", who, filename];

/** The tags on a dataset that the asker may see. */
export function useTags(filename: string) {
  const { options, who, meta } = useAsker();
  return useQuery({
    queryKey: tagsKey(who, filename),
    queryFn: ({ signal }) => listTags(filename, {}, { ...options, signal }),
    meta,
  });
}

/** Tags a model of a dataset; one tag a rank. */
export function useTagging(filename: string) {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tag: TagRequest) => putTag(filename, tag, options),
    onSuccess: () => client.invalidateQueries({ queryKey: tagsKey(who, filename) }),
  });
}

/** Takes a tag off. */
export function useUntagging(filename: string) {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rank: number) => removeTag(filename, rank, options),
    onSuccess: () => client.invalidateQueries({ queryKey: tagsKey(who, filename) }),
  });
}
