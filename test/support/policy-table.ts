/** Who may do what with which row, as a table: actors across, actions down, and what comes of each. */
import assert from "node:assert/strict";
import type { Answered, Database, Session } from "#src/storage/database.ts";
import { DatabaseError } from "#src/storage/failure.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";

/** What somebody is, as the database is told; text goes there as it is. `program` is the program itself. */
export type Actor = (Pick<Identity, "role"> & { claims: object | string }) | "program";

/** What came of it: + allowed, – nothing there to see or change, × refused. */
export type Outcome = "+" | "–" | "×";

/**
 * Permission denied, claims that cannot be read, a row that a constraint forbids; anything else is a
 * fault of the table.
 */
const refusals = ["42501", "22P02", "23502", "23514"];

/** Undoes what an actor did. */
class Undo extends Error {}

/** What comes of a statement of an actor's; whatever it does is undone. */
export async function outcomeOf(
  database: Database,
  actor: Actor,
  statement: string,
): Promise<Outcome> {
  let outcome: Outcome = "–";
  const work = async (session: Session) => {
    if (actor !== "program") {
      const { claims } = actor;
      const told = typeof claims === "string" ? claims : JSON.stringify(claims);
      await session.query("select set_config('request.jwt.claims', $1, true)", [told]);
    }
    const { rows, affected }: Answered<object> = await session.query(statement);
    outcome = rows.length + affected > 0 ? "+" : "–";
    throw new Undo();
  };
  try {
    if (actor === "program") await database.transaction(work);
    else await asUser(database, { role: actor.role, claims: {} }, work);
  } catch (error) {
    if (error instanceof DatabaseError && refusals.includes(error.code)) return "×";
    if (!(error instanceof Undo)) throw new Error(`${statement}: ${error}`, { cause: error });
  }
  return outcome;
}

/** What is to hold. */
export interface PolicyTable {
  readonly actors: Readonly<Record<string, Actor>>;
  /** Statements by what they do; `:name` is a value of `ids`. */
  readonly actions: Readonly<Record<string, string>>;
  readonly ids: Readonly<Record<string, string>>;
  /** A line of actors, then a line an action; columns are parted by two spaces or more. */
  readonly table: string;
}

/** Asserts that every actor's every action comes to what the table says. */
export async function assertPolicies(
  database: Database,
  { actors, actions, ids, table }: PolicyTable,
): Promise<void> {
  const [head, ...lines] = table.trim().split("\n");
  const names = head!.trim().split(/ {2,}/);
  assert.deepEqual(names, Object.keys(actors));
  assert.deepEqual(
    lines.map((line) => line.split(/ {2,}/)[0]),
    Object.keys(actions),
  );
  const wrong: string[] = [];
  for (const line of lines) {
    const [action, ...expected] = line.split(/ {2,}/);
    const statement = actions[action!]!.replace(/(?<!:):(\w+)/g, (_, name) => `'${ids[name]!}'`);
    for (const [index, name] of names.entries()) {
      const outcome = await outcomeOf(database, actors[name]!, statement);
      if (outcome !== expected[index]) {
        wrong.push(`${name}: ${action}: is ${outcome}, should be ${expected[index]}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
}
