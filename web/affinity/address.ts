/** What the address of the affinity page shows. */

const shownFields = ["text", "state", "pic50", "probability", "heavy_atoms", "order"] as const;

/** Which ligands of a screen an address shows, and in which order; `screens/shown.ts` reads it. */
export type ShownSearch = Readonly<Partial<Record<(typeof shownFields)[number], string>>>;

/** One of: the form (nothing given), a prediction, the screens, a screen. */
export interface AffinitySearch extends ShownSearch {
  /** A prediction's job. */
  readonly job?: string;
  /** A screen; what is shown of its ligands stands beside it. */
  readonly screen?: string;
  /** `screens`: the list of them, and the form that asks for one. */
  readonly view?: "screens";
}

/** The address, and how what is on the page gets into it; Back leads to what was not replaced. */
export interface AddressBar {
  readonly search: AffinitySearch;
  readonly write: (search: AffinitySearch, options: { readonly replace: boolean }) => void;
}

/**
 * The part of an address's search parameters that is about this page. An id is taken as it is: of one that
 * is none the page says that there is no such job.
 */
export function readAffinitySearch(search: Readonly<Record<string, unknown>>): AffinitySearch {
  const job = textOf(search.job);
  const screen = textOf(search.screen);
  if (job !== undefined) return { job };
  if (screen !== undefined) return { screen, ...shownIn(search) };
  return search.view === "screens" ? { view: search.view } : {};
}

/** What an address says of the ligands that are shown. */
export function shownIn(search: Readonly<Record<string, unknown>>): ShownSearch {
  const given = shownFields.map((field) => [field, textOf(search[field])] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== undefined));
}

/** Whether two addresses show the same ligands in the same order. */
export function sameShown(a: ShownSearch, b: ShownSearch): boolean {
  return shownFields.every((field) => a[field] === b[field]);
}

/** The router reads what is only digits as a number. */
function textOf(given: unknown): string | undefined {
  const isText = (typeof given === "string" && given !== "") || typeof given === "number";
  return isText ? String(given) : undefined;
}
