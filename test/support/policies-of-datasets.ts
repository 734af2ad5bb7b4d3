/** What may be done with circuits and datasets, and by whom. */
import { other, owner } from "./policy-rows.ts";
import type { PolicyTable } from "./policy-table.ts";

const configColumns = "(user_id, name, is_public, circuit, min_freq, max_freq, num_points)";
/** Adds a circuit of a user's, both in SQL. */
export const config = (user: string, isPublic = false) =>
  `insert into circuit_configurations ${configColumns}
   values (${user}, 'New', ${isPublic}, 'R0', 1, 10, 10)`;
/** Registers a dataset of a user's on a circuit, all in SQL. */
export const npz = (user: string, configuration: string, location = "user_generated") =>
  `insert into circuit_npz_datasets (user_id, circuit_config_id, npz_filename, dataset_name,
     storage_location, file_bytes, sha256, min_freq, max_freq, num_points, n_parameters)
   values (${user}, ${configuration}, 'new.npz', 'New', '${location}', 1, repeat('a', 64), 1, 10, 10, 1)`;

/** Statements, and what comes of each; `:private` and so on are ids of the rows of `fill`. */
export const datasetPolicies: Pick<PolicyTable, "actions" | "table"> = {
  actions: {
    "see a private circuit": "select id from circuit_configurations where id = :unused",
    "see a public circuit": "select id from circuit_configurations where id = :shared",
    "see a sample's circuit": "select id from circuit_configurations where id = :sample",
    "add a circuit": config("auth.uid()"),
    "add one for the owner": config(`'${owner}'`),
    "add nobody's circuit": config("null", true),
    "publish a circuit": "update circuit_configurations set is_public = true where id = :unused",
    "hide a sample": "update circuit_configurations set is_public = false where id = :sample",
    "change what was swept": "update circuit_configurations set circuit = 'R1' where id = :shared",
    "call it computed": "update circuit_configurations set is_computed = true where id = :unused",
    "take a circuit over":
      "update circuit_configurations set user_id = auth.uid() where id = :shared",
    "delete a circuit": "delete from circuit_configurations where id = :unused",

    "see a private dataset": "select id from circuit_npz_datasets where id = :privateNpz",
    "see it in the view": "select id from npz_datasets_with_config where id = :privateNpz",
    "see a public dataset": "select id from circuit_npz_datasets where id = :publicNpz",
    "see that in the view": "select id from npz_datasets_with_config where id = :publicNpz",
    "see a sample": "select id from npz_datasets_with_config where id = :sampleNpz",
    "see the public one's session":
      "select from npz_datasets_with_config where id = :publicNpz and session_name is not null",
    "register on a private circuit": npz(`coalesce(auth.uid(), '${owner}')`, ":unused"),
    "register on a public circuit": npz(`coalesce(auth.uid(), '${owner}')`, ":shared"),
    "register for the owner": npz(`'${owner}'`, ":unused"),
    "register for another": npz(`'${other}'`, ":unused"),
    "register nobody's on it": npz("null", ":shared", "precomputed"),
    "rename a dataset": "update circuit_npz_datasets set dataset_name = 'N' where id = :publicNpz",
    "rename a sample": "update circuit_npz_datasets set dataset_name = 'N' where id = :sampleNpz",
    "set a hash": "update circuit_npz_datasets set sha256 = repeat('b', 64) where id = :publicNpz",
    "set the availability":
      "update circuit_npz_datasets set is_available = false where id = :publicNpz",
    "rename a file": "update circuit_npz_datasets set npz_filename = 'b.npz' where id = :publicNpz",
    "hang it on another's":
      "update circuit_npz_datasets set circuit_config_id = :others where id = :publicNpz",
    "delete a dataset": "delete from circuit_npz_datasets where id = :publicNpz",
    "delete a sample": "delete from circuit_npz_datasets where id = :sampleNpz",

    empty: "truncate circuit_configurations cascade",
  },
  table: `
                               owner  other  anon  anon + sub  no sub  program
see a private circuit          +      –      –     –           –       +
see a public circuit           +      +      +     +           +       +
see a sample's circuit         +      +      +     +           +       +
add a circuit                  +      +      ×     ×           ×       ×
add one for the owner          +      ×      ×     ×           ×       +
add nobody's circuit           ×      ×      ×     ×           ×       +
publish a circuit              +      –      ×     ×           –       ×
hide a sample                  –      –      ×     ×           –       ×
change what was swept          ×      ×      ×     ×           ×       +
call it computed               ×      ×      ×     ×           ×       ×
take a circuit over            ×      ×      ×     ×           ×       ×
delete a circuit               +      –      ×     ×           –       ×
see a private dataset          +      –      –     –           –       +
see it in the view             +      –      –     –           –       ×
see a public dataset           +      +      +     +           +       +
see that in the view           +      +      +     +           +       ×
see a sample                   +      +      +     +           +       ×
see the public one's session   +      –      –     –           –       ×
register on a private circuit  +      ×      ×     ×           ×       +
register on a public circuit   +      ×      ×     ×           ×       +
register for the owner         +      ×      ×     ×           ×       +
register for another           ×      ×      ×     ×           ×       ×
register nobody's on it        ×      ×      ×     ×           ×       ×
rename a dataset               +      –      ×     ×           –       +
rename a sample                –      –      ×     ×           –       +
set a hash                     ×      ×      ×     ×           ×       +
set the availability           ×      ×      ×     ×           ×       +
rename a file                  ×      ×      ×     ×           ×       +
hang it on another's           ×      ×      ×     ×           ×       ×
delete a dataset               +      –      ×     ×           –       ×
delete a sample                –      –      ×     ×           –       ×
empty                          ×      ×      ×     ×           ×       ×
`,
};
