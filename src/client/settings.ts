/** What a server is made of, how it feels, and whom it takes the one who asks for. */
import type { Health, Settings } from "#src/server/answers.ts";
import { askJson, type RequestOptions } from "./answer.ts";

export type { Health, Presence, Settings } from "#src/server/answers.ts";

/**
 * Reads a server's settings.
 * @throws ProblemError when the server refuses (401: the token is not good).
 * @throws ConnectionError when it cannot be reached or goes away.
 */
export function getSettings(options: RequestOptions = {}): Promise<Settings> {
  return askJson({ path: "settings" }, options);
}

/** Reads a server's health; one that fails says so, too. Throws likewise. */
export function getHealth(options: RequestOptions = {}): Promise<Health> {
  return askJson({ path: "health", alsoTakes: 503 }, options);
}
