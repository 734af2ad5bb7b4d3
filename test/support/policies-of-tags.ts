/** What may be done with tags, sessions and names, and by whom. */
import { other, owner } from "./policy-rows.ts";
import type { PolicyTable } from "./policy-table.ts";

/** Tags a dataset, in SQL. */
export const tag = (dataset: string) =>
  `insert into tagged_npz_models (npz_dataset_id, parameter_rank, circuit_parameters, tag_label)
   values (${dataset}, 7, '{}', 'New')`;

/** Statements, and what comes of each; `:private` and so on are ids of the rows of `fill`. */
export const tagPolicies: Pick<PolicyTable, "actions" | "table"> = {
  actions: {
    "see a tag on a private one": "select id from tagged_npz_models where id = :privateTag",
    "see it in the summary": "select id from tagged_npz_summary where id = :privateTag",
    "see a tag on a public one": "select id from tagged_npz_models where id = :publicTag",
    "see that in the summary": "select id from tagged_npz_summary where id = :publicTag",
    "see another's tag there": "select id from tagged_npz_models where id = :othersTag",
    "tag a private dataset": tag(":privateNpz"),
    "tag a public dataset": tag(":publicNpz"),
    "tag a sample": tag(":sampleNpz"),
    "tag for the owner": `insert into tagged_npz_models
    (user_id, npz_dataset_id, parameter_rank, circuit_parameters, tag_label)
    values ('${owner}', :publicNpz, 7, '{}', 'New')`,
    "change a tag": "update tagged_npz_models set tag_label = 'N' where id = :publicTag",
    "change another's tag": "update tagged_npz_models set tag_label = 'N' where id = :othersTag",
    "hang a tag elsewhere":
      "update tagged_npz_models set npz_dataset_id = :privateNpz where id = :othersTag",
    "delete a tag": "delete from tagged_npz_models where id = :publicTag",
    "delete another's tag": "delete from tagged_npz_models where id = :othersTag",

    "see a session": "select id from user_sessions where id = :session",
    "begin a session": "insert into user_sessions (session_name) values ('New')",
    "begin one for the owner": `insert into user_sessions (user_id, session_name) values ('${owner}', 'N')`,
    "rename a session": "update user_sessions set session_name = 'N' where id = :session",
    "delete a session": "delete from user_sessions where id = :session",

    "see who publishes": `select username from user_profiles where user_id = '${owner}'`,
    "see who only tags": `select username from user_profiles where user_id = '${other}'`,
    "see who does neither": "select username from user_profiles where username = 'hidden'",
    "change a name": `update user_profiles set full_name = 'N' where user_id = '${owner}'`,
    "take a name":
      "insert into user_profiles (username) values ('new') on conflict (user_id) do nothing",
    "delete a name": `delete from user_profiles where user_id = '${owner}'`,

    "ask for a name": "select free_dataset_name('new.npz')",
  },
  table: `
                               owner  other  anon  anon + sub  no sub  program
see a tag on a private one     +      –      ×     ×           –       ×
see it in the summary          +      –      ×     ×           –       ×
see a tag on a public one      +      +      ×     ×           +       ×
see that in the summary        +      +      ×     ×           +       ×
see another's tag there        +      +      ×     ×           +       ×
tag a private dataset          +      ×      ×     ×           ×       ×
tag a public dataset           +      +      ×     ×           ×       ×
tag a sample                   +      +      ×     ×           ×       ×
tag for the owner              +      ×      ×     ×           ×       ×
change a tag                   +      –      ×     ×           –       ×
change another's tag           –      +      ×     ×           –       ×
hang a tag elsewhere           ×      ×      ×     ×           ×       ×
delete a tag                   +      –      ×     ×           –       ×
delete another's tag           –      +      ×     ×           –       ×
see a session                  +      –      –     –           –       ×
begin a session                +      +      ×     ×           ×       ×
begin one for the owner        +      ×      ×     ×           ×       ×
rename a session               +      –      ×     ×           –       ×
delete a session               +      –      ×     ×           –       ×
see who publishes              +      +      +     +           +       ×
see who only tags              +      +      –     –           +       ×
see who does neither           –      –      –     –           –       ×
change a name                  +      –      ×     ×           –       ×
take a name                    –      –      ×     ×           ×       ×
delete a name                  +      –      ×     ×           –       ×
ask for a name                 +      +      ×     ×           +       +
`,
};
