/** What Boltz said, as it may be shown: without the machine's paths. */

/**
 * Folders of an absolute path, of whichever of them there are. Addresses of the web are left alone, and so
 * are the double bonds of a SMILES, which have slashes, too.
 */
const folders = /(?<![\w./:-])(?:~|[A-Za-z]:)?[\\/](?:[^\s\\/"'<>|:,()=#[\]]+[\\/])+/g;

/** A text with only the last names of its paths. */
export function withoutFolders(text: string): string {
  return text.replaceAll("file://", "").replace(folders, "…/");
}

/** The command of a run, as it may be shown: the program's name, and no path. */
export function shownCommand(argv: readonly string[]): string[] {
  return argv.map(withoutFolders);
}
