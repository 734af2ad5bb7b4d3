/** The affinity instrument in a server: its routes. */
import type { FastifyInstance } from "fastify";
import { predictionRoutes } from "#src/affinity/predicting/routes.ts";
import { screenRoutes } from "#src/affinity/screens/routes.ts";
import { validationRoutes } from "#src/affinity/validating/routes.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./platform.ts";

/** Adds the instrument's routes. */
export async function affinityRoutes(
  app: FastifyInstance,
  { config, platform }: { readonly config: Config; readonly platform: Platform },
): Promise<void> {
  const options = { ...platform, ...platform.affinity };
  await app.register(validationRoutes, options);
  await app.register(predictionRoutes, { ...options, bodyLimit: config.LIMIT_PREDICTION_BYTES });
  await app.register(screenRoutes, { ...options, bodyLimit: config.LIMIT_SCREEN_BYTES });
}
