/** What the address of the affinity page shows. */

/** One of: the form (nothing given), a prediction, the screens, a screen. */
export interface AffinitySearch {
  /** A prediction's job. */
  readonly job?: string;
  /** A screen. */
  readonly screen?: string;
  /** `screens`: the list of them, and the form that asks for one. */
  readonly view?: "screens";
}

/**
 * The part of an address's search parameters that is about this page. An id is taken as it is: of one that
 * is none the page says that there is no such job.
 */
export function readAffinitySearch(search: Readonly<Record<string, unknown>>): AffinitySearch {
  const job = idOf(search.job);
  const screen = idOf(search.screen);
  if (job !== undefined) return { job };
  if (screen !== undefined) return { screen };
  return search.view === "screens" ? { view: search.view } : {};
}

/** The router reads what is only digits as a number. */
function idOf(given: unknown): string | undefined {
  const isId = (typeof given === "string" && given !== "") || typeof given === "number";
  return isId ? String(given) : undefined;
}
