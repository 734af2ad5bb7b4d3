/** Sessions: what people work on. Each keeps datasets and tags of its owner's together. */

import { BadFieldsError } from "#src/schema/bad-fields.ts";
import type { Database } from "#src/storage/database.ts";
import { DatabaseError } from "#src/storage/failure.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import type { WorkSession } from "./answers.ts";
import { newestFirst, type Page } from "./newest-first.ts";

/** There is no such session, or it is somebody else's. */
export class NoSuchSessionError extends Error {
  override readonly name = "NoSuchSessionError";
  readonly statusCode = 404;

  constructor(id: string) {
    super(`There is no session ${id}, or it is not yours.`);
  }
}

interface SessionRow {
  readonly id: string;
  readonly session_name: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = "id, session_name, created_at, updated_at";

/** A user's own sessions, the newest first. */
export async function listSessions(
  database: Database,
  identity: Identity,
  page: Page,
): Promise<{ sessions: WorkSession[]; next: string | null }> {
  const { rows, next } = await asUser(database, identity, (session) =>
    newestFirst<SessionRow>(session, `select ${columns} from public.user_sessions`, [], page),
  );
  return { sessions: rows.map(toSession), next };
}

/** @param name 1 … 255 characters */
export async function createSession(
  database: Database,
  identity: Identity,
  name: string,
): Promise<WorkSession> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<SessionRow>(
      `insert into public.user_sessions (session_name) values ($1) returning ${columns}`,
      [name],
    ),
  );
  return toSession(rows[0]!);
}

/** @throws NoSuchSessionError */
export async function renameSession(
  database: Database,
  identity: Identity,
  id: string,
  name: string,
): Promise<WorkSession> {
  const { rows } = await asUser(database, identity, (session) =>
    session.query<SessionRow>(
      `update public.user_sessions set session_name = $2 where id = $1 returning ${columns}`,
      [id, name],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new NoSuchSessionError(id);
  return toSession(row);
}

/**
 * Deletes a session. What it kept together stays, and is in none.
 * @throws NoSuchSessionError
 */
export async function deleteSession(
  database: Database,
  identity: Identity,
  id: string,
): Promise<void> {
  const { affected } = await asUser(database, identity, (session) =>
    session.query("delete from public.user_sessions where id = $1", [id]),
  );
  if (affected === 0) throw new NoSuchSessionError(id);
}

/**
 * Runs a statement that puts something into a session, as a request's field `session` says.
 * @throws BadFieldsError when the session is none of the owner's
 */
export async function inOwnSession<T>(statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    const isForeign =
      error instanceof DatabaseError && error.constraint?.endsWith("_session_id_user_id_fkey");
    if (!isForeign) throw error;
    throw new BadFieldsError([{ path: "session", message: "is no session of yours" }]);
  }
}

function toSession(row: SessionRow): WorkSession {
  return {
    id: row.id,
    name: row.session_name,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
