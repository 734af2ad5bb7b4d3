/** Names of files, as the server takes them. */

/** Most characters before the ending; longer ones are cut. */
const longest = 190;

/** The name a file may have on the server: what is not allowed in one is an underscore. */
export function nameFor(name: string): string {
  const stem = name.replace(/\.npz$/i, "").replaceAll(/[^A-Za-z0-9._-]/g, "_");
  return `${stem.replace(/^\.+/, "_").slice(0, longest) || "_"}.npz`;
}
