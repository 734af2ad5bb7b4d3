/** Where one was on each page, so that the way back leads there: kept for as long as the tab. */

const searches = new Map<string, object>();

/** Notes the search of the address that is shown. */
export function noteSearch(path: string, search: object): void {
  searches.set(path, search);
}

/** The search `path` was last shown with; none if it was not. */
export function lastSearch(path: string): object {
  return searches.get(path) ?? {};
}
