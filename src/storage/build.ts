/** Builds the template of an embedded database, which a first start copies: `npm run build:database`. */
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { migrateAndServe } from "./open.ts";
import { openEmbedded } from "./pglite.ts";
import { templateDirectory } from "./template.ts";

const template = await templateDirectory();
if (!existsSync(template)) {
  const folder = dirname(template);
  await mkdir(folder, { recursive: true });
  for (const old of await readdir(folder)) await rm(join(folder, old), { recursive: true });
  const unfinished = `${template}.new`;
  const database = await migrateAndServe(await openEmbedded(unfinished));
  await database.close();
  await rename(unfinished, template);
}
