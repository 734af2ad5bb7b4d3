/** Screens as the page asks for them and keeps them. */
import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  deleteScreen,
  type RequestOptions,
  resumeScreen,
  type ScreenJob,
  screen,
  screenResults,
  screens,
  stopScreen,
  submitScreen,
} from "#src/client/index.ts";
import { askedAgain, useAsker } from "../../app/queries.ts";
import { save } from "../../plot/save.ts";
import { useSubmittingBy } from "../ask/submitting.ts";

const pageLength = 20;

const listKey = (who: string) => ["screens", who];
const screenKey = (who: string, id: string) => ["screen", who, id];

/** Where a screen's rows are kept: a page of them each. */
export const rowsKey = (who: string, id: string) => ["screen-rows", who, id];

/** The asker's screens, page by page. */
export function useScreens() {
  const { options, who, meta, known } = useAsker();
  return useInfiniteQuery({
    queryKey: listKey(who),
    queryFn: ({ pageParam, signal }) =>
      screens({ cursor: pageParam, limit: pageLength }, { ...options, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    meta,
    enabled: known,
    refetchInterval: askedAgain,
  });
}

/** One screen. */
export function useScreen(id: string) {
  const { options, who, meta, known } = useAsker();
  return useQuery({
    queryKey: screenKey(who, id),
    queryFn: ({ signal }) => screen(id, { ...options, signal }),
    meta,
    enabled: known,
    refetchInterval: askedAgain,
  });
}

/** Asks anew how a screen stands. */
export function refreshScreen(client: QueryClient, who: string, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: screenKey(who, id) }, { cancelRefetch: false });
}

/** Submits a screen, and tells its id. */
export function useSubmittingScreen(onSubmitted: (id: string) => void) {
  const { who } = useAsker();
  const client = useQueryClient();
  return useSubmittingBy(submitScreen, ({ screen_id: id }: ScreenJob) => {
    void client.invalidateQueries({ queryKey: listKey(who) });
    onSubmitted(id);
  });
}

/** Stops a screen: what is predicted stays. */
export function useStopping(id: string) {
  return useChanging(id, stopScreen);
}

/** Goes on with a screen. */
export function useResuming(id: string) {
  return useChanging(id, resumeScreen);
}

function useChanging(
  id: string,
  change: (id: string, options: RequestOptions) => Promise<unknown>,
) {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => change(id, options),
    // Rows that failed may wait again.
    onSettled: () =>
      Promise.all([
        refreshScreen(client, who, id),
        client.invalidateQueries({ queryKey: listKey(who) }),
        client.invalidateQueries({ queryKey: rowsKey(who, id) }),
      ]),
  });
}

/** Deletes a screen for good. */
export function useDeleting(id: string) {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteScreen(id, options),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey(who) }),
  });
}

/** Hands the whole table to the browser's downloads. */
export function useTaking(id: string, name: string) {
  const { options } = useAsker();
  return useMutation({
    mutationFn: async (format: "csv" | "jsonl") => {
      const { body } = await screenResults(id, format, options);
      const fileName = name.replace(/[^\w.-]+/g, "-").replace(/^-+|-+$/g, "") || "screen";
      save(await new Response(body).blob(), `${fileName}.${format}`);
    },
  });
}
