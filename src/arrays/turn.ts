/** Long work lets others have their turn: the server's requests, the page's frames. */

/** Resolves when whatever waited has had its turn. Works in Node and in the page. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
