/** What people mark in datasets, and the sessions they keep it in. */
import type {
  SavedSession,
  SavedTag,
  SessionPage,
  TagPage,
  TagRequest,
} from "#src/impedance/datasets/answers.ts";
import { askJson, type RequestOptions } from "./answer.ts";
import { type PageOptions, pathOf } from "./datasets.ts";

/**
 * A dataset's tags that whoever asks may see, the newest first. As everything here, it throws
 * ProblemError when the server refuses (401: it wants a token; 404: no such dataset, tag or session,
 * or another's; 422: `errors` names the fields), and
 * ConnectionError when it cannot be reached or goes away.
 */
export function listTags(
  filename: string,
  page: PageOptions = {},
  options: RequestOptions = {},
): Promise<TagPage> {
  return askJson({ path: tagsOf(filename), search: page }, options);
}

/** Tags a row of a dataset, in the place of one's own tag of that rank. */
export function putTag(
  filename: string,
  tag: TagRequest,
  options: RequestOptions = {},
): Promise<SavedTag> {
  return askJson({ method: "POST", path: tagsOf(filename), body: tag }, options);
}

/** Takes one's own tag off the row of that rank. */
export async function removeTag(
  filename: string,
  rank: number,
  options: RequestOptions = {},
): Promise<void> {
  await askJson({ method: "DELETE", path: `${tagsOf(filename)}/${rank}` }, options);
}

/** One's own sessions, the newest first. */
export function listSessions(
  page: PageOptions = {},
  options: RequestOptions = {},
): Promise<SessionPage> {
  return askJson({ path: "api/sessions", search: page }, options);
}

/** Begins a session. */
export function createSession(name: string, options: RequestOptions = {}): Promise<SavedSession> {
  return askJson({ method: "POST", path: "api/sessions", body: { name } }, options);
}

/** Gives a session of one's own another name. */
export function renameSession(
  id: string,
  name: string,
  options: RequestOptions = {},
): Promise<SavedSession> {
  return askJson({ method: "PATCH", path: sessionPath(id), body: { name } }, options);
}

/** Ends a session of one's own; what was kept in it is in none then. */
export async function deleteSession(id: string, options: RequestOptions = {}): Promise<void> {
  await askJson({ method: "DELETE", path: sessionPath(id) }, options);
}

function tagsOf(filename: string): string {
  return `${pathOf("datasets", filename)}/tags`;
}

function sessionPath(id: string): string {
  return `api/sessions/${encodeURIComponent(id)}`;
}
