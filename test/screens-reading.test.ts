/** Reading the ligands of a screen: what it costs the database. */
import assert from "node:assert/strict";
import type { Database, Session } from "#src/storage/database.ts";
import { openScreens } from "./support/screens.ts";
import { onSharedDatabases } from "./support/shared-database.ts";

onSharedDatabases("reading", {
  // An embedded database keeps no statistics: on a guess it once compared all ligands with each result.
  async "what is written of a portion looks at no ligands but its own"(database) {
    const looked: number[] = [];
    await using screens = await openScreens(explaining(database, looked));
    const { screen_id } = await screens.submit({ ligands: new Array<string>(300).fill("C1CC") });
    const { counts } = await screens.until(screen_id);
    assert.equal(counts.rejected, 300);
    assert.equal(looked.length, 3);
    assert(Math.max(...looked) < 200, `ligands that were looked at: ${looked.join(", ")}`);
  },
});

/** The same database, which notes how many ligands each statement looked at that writes what was read. */
function explaining(database: Database, looked: number[]): Database {
  const explained = (session: Session): Session => ({
    ...session,
    async query(text, values) {
      if (!text.startsWith("update public.screen_ligands as ligand")) {
        return session.query(text, values);
      }
      const { rows } = await session.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
        `explain (analyze, format json) ${text}`,
        values,
      );
      looked.push(ligandsOf(rows[0]!["QUERY PLAN"][0].Plan));
      return { rows: [], affected: 0 };
    },
  });
  return {
    ...database,
    transaction: (work, opening) =>
      database.transaction((session) => work(explained(session)), opening),
  };
}

/** What a step of a statement did, each time it was done. */
interface Plan {
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

function ligandsOf({ Plans = [], ...step }: Plan): number {
  const { "Actual Rows": kept, "Rows Removed by Filter": left = 0 } = step;
  const here = step["Relation Name"] === "screen_ligands" ? kept + left : 0;
  return Plans.reduce((sum, plan) => sum + ligandsOf(plan), here * step["Actual Loops"]);
}
