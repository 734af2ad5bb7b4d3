/** Rows that the policies of circuits, datasets and tags are tried on, and who tries. */
import { insertConfiguration } from "#src/impedance/datasets/configurations.ts";
import type { Database } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import type { Actor } from "./policy-table.ts";
import { configuration, register } from "./registered.ts";

/** The user whose rows they are, and another. */
export const owner = "6c1f8a52-94a1-4e6a-8a67-3d1d2f0c9b11";
export const other = "9b3a7c14-0d52-4f3e-b1c5-7f20c3a4d5e6";

const user = (sub: string): Identity => ({ role: "authenticated", claims: { sub } });

/** Who acts: the actors of both tables. */
export const actors: Readonly<Record<string, Actor>> = {
  owner: user(owner),
  other: user(other),
  anon: { role: "anon", claims: { role: "anon" } },
  "anon + sub": { role: "anon", claims: { sub: owner, role: "authenticated" } },
  "no sub": { role: "authenticated", claims: {} },
  program: "program",
};

/** The rows; all but those that say otherwise are the owner's. */
export async function fill(database: Database): Promise<Record<string, string>> {
  const one = async (sub: string, statement: string, values: unknown[] = []) => {
    const { rows } = await asUser(database, user(sub), (session) =>
      session.query<{ id: string }>(`${statement} returning *`, values),
    );
    return rows[0]!.id;
  };
  const circuit = (sub: string, isPublic: boolean) =>
    asUser(database, user(sub), (session) =>
      insertConfiguration(session, configuration(sub, isPublic)),
    );
  const privately = await register(database, owner, "private.npz", false);
  const publicly = await register(database, owner, "public.npz", true);
  const sample = await register(database, null, "sample.npz", true);
  for (const [sub, name] of [
    [owner, "owner"],
    [other, "other"],
    ["00000000-0000-4000-9000-000000000000", "hidden"],
  ] as const) {
    await one(sub, "insert into user_profiles (username) values ($1)", [name]);
  }
  const session = await one(owner, "insert into user_sessions (session_name) values ('Work')");
  await one(owner, "update circuit_npz_datasets set session_id = $1 where id = $2", [
    session,
    publicly.dataset,
  ]);
  const mark = (sub: string, dataset: string) =>
    one(
      sub,
      `insert into tagged_npz_models (npz_dataset_id, parameter_rank, circuit_parameters, tag_label)
       values ($1, 1, '{}', 'Best')`,
      [dataset],
    );
  return {
    session,
    unused: await circuit(owner, false),
    shared: await circuit(owner, true),
    others: await circuit(other, false),
    sample: sample.configuration,
    privateNpz: privately.dataset,
    publicNpz: publicly.dataset,
    sampleNpz: sample.dataset,
    privateTag: await mark(owner, privately.dataset),
    publicTag: await mark(owner, publicly.dataset),
    othersTag: await mark(other, publicly.dataset),
  };
}
