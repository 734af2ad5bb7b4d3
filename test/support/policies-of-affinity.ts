/** What may be done with files of jobs, screens and their ligands, and by whom. */
import type { Database } from "#src/storage/database.ts";
import { asUser } from "#src/storage/identity.ts";
import { other, owner } from "./policy-rows.ts";
import type { PolicyTable } from "./policy-table.ts";

/** The rows: a job with a file and a screen with a ligand of the owner's, and a job and screen of another's. */
export async function fillAffinity(database: Database): Promise<Record<string, string>> {
  const one = async (sub: string, statement: string) => {
    const { rows } = await asUser(database, { role: "authenticated", claims: { sub } }, (session) =>
      session.query<{ id: string }>(`${statement} returning id`),
    );
    return rows[0]!.id;
  };
  const job = "insert into jobs (kind, request) values ('predict', '{}')";
  const screen = "insert into screens (name, request, ligands) values ('Screen', '{}', 1)";
  const ids = {
    job: await one(owner, job),
    others: await one(other, job),
    screen: await one(owner, screen),
    othersScreen: await one(other, screen),
  };
  await database.query(
    `insert into job_files (job, name, blob, size, sha256, media_type)
     values ($1, 'model_0.cif', 'predictions/x/1/model_0.cif', 1, repeat('a', 64), 'text/plain')`,
    [ids.job],
  );
  await database.query(
    "insert into screen_ligands (screen, place, structure) values ($1, 1, 'CCO')",
    [ids.screen],
  );
  await database.query("insert into boltz_workers (worker, state) values ('here', 'looking')");
  return ids;
}

/** Registers a file of a job, in SQL. */
export const file = (job: string, name = "new.cif", sha256 = "repeat('a', 64)") =>
  `insert into job_files (job, name, blob, size, sha256, media_type)
   values (${job}, '${name}', 'predictions/x/1/new.cif', 1, ${sha256}, 'text/plain')`;
const ligand = (screen: string, fields = "place, structure", values = "2, 'CCO'") =>
  `insert into screen_ligands (screen, ${fields}) values (${screen}, ${values})`;

/** Statements, and what comes of each; `:job` and so on are ids of the rows of `fillAffinity`. */
export const affinityPolicies: Pick<PolicyTable, "actions" | "table"> = {
  actions: {
    "see a job's file": "select name, blob from job_files where job = :job",
    "see when it will be done": "select updated_at, estimated_completion from jobs where id = :job",
    "set when it will be done": "update jobs set estimated_completion = now() where id = :job",
    "set when it changed": "update jobs set updated_at = now() where id = :job",
    "register a file": file(":job"),
    "register it for another's job": file(":others"),
    "register one above its folder": file(":job", "../x.cif"),
    "register one without its hash": file(":job", "new.cif", "'?'"),
    "point a file elsewhere": "update job_files set blob = 'b' where job = :job",
    "delete a file": "delete from job_files where job = :job",

    "see a screen": "select id, request, job from screens where id = :screen",
    "see another's screen": "select id from screens where id = :othersScreen",
    "submit a screen": "insert into screens (name, request, ligands) values ('New', '{}', 1)",
    "submit it for the owner": `insert into screens (name, request, ligands, owner) values ('New', '{}', 1, '${owner}')`,
    "submit an empty one": "insert into screens (name, request, ligands) values ('New', '{}', 0)",
    "rename a screen": "update screens set name = 'N' where id = :screen",
    "change what was asked": "update screens set request = '[]' where id = :screen",
    "give it another job": "update screens set job = :job where id = :screen",
    "take a screen over": "update screens set owner = auth.uid() where id = :screen",
    "delete a screen": "delete from screens where id = :screen",
    "delete another's screen": "delete from screens where id = :othersScreen",

    "see a ligand": "select place, structure from screen_ligands where screen = :screen",
    "add a ligand": ligand(":screen"),
    "add a copy of none": ligand(":screen", "place, structure, state", "2, 'C', 'duplicate'"),
    "complete one without a result":
      "update screen_ligands set state = 'completed' where screen = :screen",
    "set an affinity": "update screen_ligands set affinity_pred_value = -9 where screen = :screen",
    "delete a ligand": "delete from screen_ligands where screen = :screen",

    "see what workers have": "select state from boltz_workers",
    "say what one has": "update boltz_workers set state = 'absent'",
    "say it in other words": "update boltz_workers set state = 'fine'",
    "forget a worker": "delete from boltz_workers",
    empty: "truncate job_files, screens, screen_ligands, boltz_workers",
  },
  table: `
                               owner  other  anon  program
see a job's file               +      –      ×     +
see when it will be done       +      –      ×     +
set when it will be done       ×      ×      ×     +
set when it changed            ×      ×      ×     +
register a file                ×      ×      ×     +
register it for another's job  ×      ×      ×     +
register one above its folder  ×      ×      ×     ×
register one without its hash  ×      ×      ×     ×
point a file elsewhere         ×      ×      ×     +
delete a file                  ×      ×      ×     +
see a screen                   +      –      ×     +
see another's screen           –      +      ×     +
submit a screen                +      +      ×     ×
submit it for the owner        ×      ×      ×     +
submit an empty one            ×      ×      ×     ×
rename a screen                +      –      ×     +
change what was asked          ×      ×      ×     +
give it another job            ×      ×      ×     +
take a screen over             ×      ×      ×     ×
delete a screen                +      –      ×     +
delete another's screen        –      +      ×     +
see a ligand                   +      –      ×     +
add a ligand                   ×      ×      ×     +
add a copy of none             ×      ×      ×     ×
complete one without a result  ×      ×      ×     ×
set an affinity                ×      ×      ×     +
delete a ligand                ×      ×      ×     +
see what workers have          ×      ×      ×     +
say what one has               ×      ×      ×     +
say it in other words          ×      ×      ×     ×
forget a worker                ×      ×      ×     +
empty                          ×      ×      ×     ×
`,
};
