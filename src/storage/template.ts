/** The template of an embedded database: made once by the build, copied at a first start. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import retort from "../../package.json" with { type: "json" };
import { readMigrations } from "./migrations.ts";

const build = fileURLToPath(new URL("../../build/database/", import.meta.url));

/**
 * Directory of the template. Its name holds the versions of what is in it, so that one made before a
 * change of the schema is left aside.
 */
export async function templateDirectory(): Promise<string> {
  const hash = createHash("sha256");
  for (const { checksum } of await readMigrations()) hash.update(checksum);
  const { "@electric-sql/pglite": engine, "pg-boss": queue } = retort.dependencies;
  hash.update(`${engine} ${queue}`);
  return join(build, hash.digest("hex").slice(0, 16));
}
