/** The impedance instrument in a server: its routes, and its files at the start. */
import type { FastifyInstance } from "fastify";
import { datasetRoutes } from "#src/impedance/datasets/routes.ts";
import { type StartedSync, syncAtStart } from "#src/impedance/datasets/sync-at-start.ts";
import { sweepRoutes } from "#src/impedance/sweeping/routes.ts";
import { localUser } from "#src/storage/identity.ts";
import { type Config, hasProvider } from "./config.ts";
import { answerWithEstablishedProblems } from "./errors.ts";
import type { Platform } from "./platform.ts";

/** Adds the instrument's routes. */
export async function impedanceRoutes(
  app: FastifyInstance,
  { config, platform }: { readonly config: Config; readonly platform: Platform },
): Promise<void> {
  await app.register(async (scope) => {
    answerWithEstablishedProblems(scope);
    await scope.register(sweepRoutes, {
      ...platform,
      limits: { points: config.LIMIT_SWEEP_POINTS },
      datasetLimit: config.LIMIT_DATASET_BYTES,
    });
    await scope.register(datasetRoutes, {
      ...platform,
      uploadLimit: config.LIMIT_UPLOAD_BYTES,
      fileOwner: fileOwnerOf(config),
    });
  });
}

/** Looks through the datasets' files while the server runs already. */
export function syncFiles(config: Config, { database, blobs, log }: Platform): StartedSync {
  return syncAtStart({ database, blobs, log, fileOwner: fileOwnerOf(config) });
}

/** Files that nobody registered are the one user's; of many users, nobody can tell whose. */
function fileOwnerOf(config: Config): string | null {
  return hasProvider(config) ? null : localUser.claims.sub!;
}
