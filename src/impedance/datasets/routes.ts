/** Everything of datasets over HTTP. */
import type { FastifyInstance } from "fastify";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import type { Database } from "#src/storage/database.ts";
import { downloadRoute } from "./download-route.ts";
import { keepingRoutes } from "./keeping-routes.ts";
import { openedDatasets } from "./opened.ts";
import { readingRoutes } from "./reading-routes.ts";
import { NoSuchDatasetError } from "./registry.ts";
import { sessionRoutes } from "./session-routes.ts";
import { syncRoute } from "./sync-route.ts";
import { tagRoutes } from "./tag-routes.ts";
import { refuseUnregistered } from "./unregistered.ts";
import { uploadRoute } from "./upload-route.ts";

/** What the routes need. */
export interface DatasetRoutesOptions {
  readonly database: Database;
  readonly blobs: Blobs;
  /** Largest file that is taken, in bytes. */
  readonly uploadLimit: number;
  /** UUID of the one user of a server without an identity provider; null where there are many. */
  readonly fileOwner: string | null;
}

/** Adds the routes. */
export async function datasetRoutes(
  app: FastifyInstance,
  options: DatasetRoutesOptions,
): Promise<void> {
  const service = { ...options, opened: openedDatasets(options.blobs) };
  // To the one user there is, every file may be named.
  if (options.fileOwner !== null) {
    app.setErrorHandler(async (error) => {
      if (error instanceof NoSuchDatasetError) await refuseUnregistered(service, error.filename);
      throw error;
    });
  }
  keepingRoutes(app, service);
  readingRoutes(app, service);
  downloadRoute(app, service);
  syncRoute(app, service);
  tagRoutes(app, service);
  sessionRoutes(app, service);
  await app.register(uploadRoute, service);
}
