/** Folders of a test's own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ending } from "./last-first.ts";

/** Makes an empty folder, which is gone when the test ends. */
export async function newFolder(context: Ending): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "retort-test-"));
  context.after(() => rm(path, { recursive: true, force: true }));
  return path;
}
