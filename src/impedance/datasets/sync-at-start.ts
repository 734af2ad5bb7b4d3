/** The registry is brought in line with the files whenever a server starts, behind its back. */
import type { FastifyBaseLogger } from "fastify";
import { openedDatasets } from "./opened.ts";
import { placeSamples } from "./samples.ts";
import { type SyncService, syncDatasets } from "./sync.ts";

/** What is brought in line, and who is told. */
export interface SyncAtStart extends Omit<SyncService, "opened"> {
  readonly log: FastifyBaseLogger;
}

/** A sync under way, or done. */
export interface StartedSync {
  /** Resolves when it is done, however it ended. */
  readonly done: Promise<void>;
  /** Stops it. */
  close(): Promise<void>;
}

/** Puts the samples in place, and looks through the files. What goes wrong is logged, and no more. */
export function syncAtStart({ log, ...service }: SyncAtStart): StartedSync {
  const closing = new AbortController();
  const { signal } = closing;
  const opened = openedDatasets(service.blobs);
  const done = (async () => {
    try {
      await placeSamples(service.database, service.blobs);
      const findings = await syncDatasets({ ...service, opened }, { signal });
      const { found, registered, updated, returned, missing, problems } = findings;
      const names = registered.map(({ filename }) => filename);
      log.info(
        { found, registered: names, updated, returned },
        "Looked through the datasets' files.",
      );
      if (missing.length > 0) log.warn({ missing }, "Datasets' files are missing.");
      if (problems.length > 0) log.warn({ problems }, "Some files are no datasets.");
    } catch (error) {
      if (!signal.aborted)
        log.error({ err: error }, "The datasets' files could not be looked through.");
    }
  })();
  return {
    done,
    close() {
      closing.abort();
      return done;
    },
  };
}
