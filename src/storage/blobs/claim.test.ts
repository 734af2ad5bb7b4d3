import assert from "node:assert/strict";
import { onBothDatabases } from "#test/support/databases.ts";
import { claimBlobStore } from "./claim.ts";

onBothDatabases("a database's files are in one store", async (database) => {
  const rivals = ["folder a", "folder b"].map((store) => claimBlobStore(database, store));
  const refused = (await Promise.allSettled(rivals)).filter(({ status }) => status === "rejected");
  assert.equal(refused.length, 1);

  await claimBlobStore(database, "bucket c", { wereMoved: true });
  await claimBlobStore(database, "bucket c");
  await assert.rejects(claimBlobStore(database, "folder a"), (error: Error) => {
    assert.equal(error.name, "OtherStoreError");
    assert.match(error.message, /are in bucket c, .* look for them in folder a/);
    return true;
  });
});
