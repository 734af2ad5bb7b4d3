/** The search parameters of the workspace's address; what they mean is in address.ts. */

const fields = [
  "circuit",
  "values",
  "ranges",
  "reference_circuit",
  "reference",
  "measured",
  "measured_name",
  "freq_min",
  "freq_max",
  "n_frequencies",
  "metric",
  "dataset",
] as const;

/** The search parameters of the workspace; each is left out where it says nothing new. */
export type WorkspaceSearch = Readonly<Partial<Record<(typeof fields)[number], string>>>;

/** The part of an address's search parameters that is about the workspace; never fails. */
export function readSearch(search: Readonly<Record<string, unknown>>): WorkspaceSearch {
  const known = fields.filter((name) => ["number", "string"].includes(typeof search[name]));
  return Object.fromEntries(known.map((name) => [name, String(search[name])]));
}

/** Whether two addresses say the same. */
export function sameSearch(a: WorkspaceSearch, b: WorkspaceSearch): boolean {
  return fields.every((name) => a[name] === b[name]);
}
