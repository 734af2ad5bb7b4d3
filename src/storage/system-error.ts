/** What Node says of an error of the system. */

/** Its code, as `EEXIST`; undefined if the error is none of the system's. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** Whether nothing is where something was looked for. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}
