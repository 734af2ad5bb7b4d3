/** The best models of a query that changes. */
import { useEffect, useMemo, useState } from "react";
import type { Models, Query, Ranking } from "./models.ts";
import { newestOnly } from "./newest-only.ts";

/** An answer, with what it is an answer to. */
export interface Best {
  readonly ranking: Ranking;
  readonly models: Models;
}

interface Asked {
  readonly ranking: Ranking;
  readonly query: Query;
}

/** The newest answer there is, and why there is none to the last query. */
export function useBest(
  ranking: Ranking,
  query: Query,
): { readonly best: Best | undefined; readonly error: string | undefined } {
  const [best, setBest] = useState<Best>();
  const [error, setError] = useState<string>();
  const abort = useMemo(() => new AbortController(), []);
  const ask = useMemo(
    () =>
      newestOnly<Asked>(async ({ ranking, query }, isNewest) => {
        try {
          if (ranking.patience > 0) await new Promise((go) => setTimeout(go, ranking.patience));
          if (!isNewest()) return;
          const models = await ranking.best(query, abort.signal);
          setBest({ ranking, models });
          setError(undefined);
        } catch (error) {
          const { name, message } = error as Error;
          if (name !== "AbortError") setError(message);
        }
      }),
    [abort],
  );
  useEffect(() => ask({ ranking, query }), [ask, ranking, query]);
  return { best, error };
}
