/** The rows of a screen, all of them, kept true while they are predicted. */
import { type Query, type UseQueryResult, useQueries, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import {
  hasEnded,
  type Screen,
  type ScreenLigand,
  type ScreenLigandPage,
  screenLigands,
} from "#src/client/index.ts";
import { askedAgain, useAsker } from "../../app/queries.ts";
import { newestOnly } from "../../impedance/ranking/newest-only.ts";
import { useJob } from "../../jobs/queries.ts";
import { refreshScreen, rowsKey } from "./queries.ts";
import { settled } from "./sorting.ts";
import { useThrottled } from "./throttled.ts";

/** Rows of a page: the most that the server gives at once. */
const pageLength = 1000;

/** How often the screen, and its rows, are asked for while its job tells of progress, ms. */
const interval = 1000;

/** What is here of a screen's rows. */
export interface Rows {
  /** In the order in which they were given. */
  readonly rows: readonly ScreenLigand[];
  /** Whether these are all. */
  readonly isWhole: boolean;
  /** Why a page of them is not here. */
  readonly error: Error | null;
}

/** A page of the rows. */
interface RowsPage extends ScreenLigandPage {
  /** How the screen stood when it was asked for: the page may be as old as that. */
  readonly standing: string;
}

/**
 * The rows. A page of them is asked for again when the counts have changed since it was and something on
 * it may still change.
 */
export function useRows({ screen_id: id, ligands, counts, job }: Screen): Rows {
  const { options, who, meta, known } = useAsker();
  const client = useQueryClient();
  const standing = `${job?.job_id} ${Object.values(counts).join(" ")}`;
  const latest = useRef(standing);
  latest.current = standing;
  const { pages, rows, isWhole, error } = useQueries({
    queries: Array.from({ length: Math.ceil(ligands / pageLength) }, (_, page) => ({
      queryKey: [...rowsKey(who, id), page],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<RowsPage> => {
        const standing = latest.current;
        const after = page === 0 ? undefined : page * pageLength;
        const query = { order: "place", after, limit: pageLength } as const;
        return { ...(await screenLigands(id, query, { ...options, signal })), standing };
      },
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: askedAgain<RowsPage>,
      enabled: known,
      meta,
    })),
    combine: joined,
  });
  const refresh = useMemo(() => {
    const filter = {
      queryKey: rowsKey(who, id),
      predicate: ({ state }: Query) => isBehind(state.data as RowsPage | undefined, latest.current),
    };
    return newestOnly(() => client.invalidateQueries(filter, { cancelRefetch: false }));
  }, [client, who, id]);
  // An answer that was under way when the counts changed is behind them when it comes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again with each page that comes.
  useEffect(() => refresh(standing), [refresh, standing, pages]);
  // Pages that come one soon after the other are put in order together.
  const here = useDeferredValue(rows);
  return useMemo(() => ({ rows: settled(here), isWhole, error }), [here, isWhole, error]);
}

/** Asks anew how a screen stands whenever its job tells of something. */
export function useFollowed({ screen_id: id, job }: Screen): void {
  const { who } = useAsker();
  const client = useQueryClient();
  const { data } = useJob(job?.job_id);
  const told = useThrottled(`${data?.state} ${data?.progress} ${data?.message}`, interval);
  const ended = data !== undefined && hasEnded(data.state) && job !== null && !hasEnded(job.state);
  // An answer that takes longer than the interval is waited for: cancelled, there would never be one.
  const refresh = useMemo(
    () => newestOnly(() => refreshScreen(client, who, id)),
    [client, who, id],
  );
  useEffect(() => refresh(`${told} ${ended}`), [refresh, told, ended]);
}

/** Whether a page is older than how the screen stands, and has a row that may have changed since. */
function isBehind(page: RowsPage | undefined, standing: string): boolean {
  if (page === undefined || page.standing === standing) return false;
  // One that failed may be tried again.
  const open: readonly string[] = ["given", "waiting", "failed"];
  return page.ligands.some(({ state }) => open.includes(state));
}

function joined(
  pages: readonly UseQueryResult<RowsPage>[],
): Rows & { readonly pages: readonly (RowsPage | undefined)[] } {
  return {
    pages: pages.map(({ data }) => data),
    rows: pages.flatMap(({ data }) => data?.ligands ?? []),
    isWhole: pages.every(({ data }) => data !== undefined),
    error: pages.find(({ error }) => error !== null)?.error ?? null,
  };
}
