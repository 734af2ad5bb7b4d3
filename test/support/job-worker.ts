/**
 * A worker in a process of its own, to be killed: `node job-worker.ts <settings> [jobs to submit]`.
 * Says "ready" once it works, hands back and ends at SIGTERM.
 */
import { openJobs } from "#src/jobs/jobs.ts";
import { localUser } from "#src/storage/identity.ts";
import { openDatabase } from "#src/storage/open.ts";
import { openPostgres } from "#src/storage/postgres.ts";
import { deadly, forgetful, noLog, stepping } from "./job-kinds.ts";

const [settings = "", submissions = "0"] = process.argv.slice(2);
const { url, dataDir } = JSON.parse(settings);
// The test has made the schema: a worker that lives for seconds need not look at it.
const database = url === undefined ? await openDatabase({ dataDir }) : await openPostgres(url);
const kind = stepping(database);
const jobs = await openJobs({
  database,
  kinds: [kind, deadly, forgetful],
  worker: true,
  log: noLog,
  deathSeconds: 10,
});
for (let index = 0; index < Number(submissions); index++) {
  await jobs.submit(localUser, { kind, request: { steps: 20, pause: 0.1 } });
}
process.stdout.write("ready\n");
process.once("SIGTERM", async () => {
  await jobs.close({ graceSeconds: 0 });
  await database.close();
  process.exit(0);
});
