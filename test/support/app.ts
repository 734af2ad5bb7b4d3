/** The application, with a thread of its own. */
import type { FastifyInstance } from "fastify";
import { builtKernels } from "#src/numeric/built-kernels.ts";
import { createApp } from "#src/server/app.ts";
import { type Flags, readConfig } from "#src/server/config.ts";
import { openPlatform, type Platform } from "#src/server/platform.ts";
import type { DatabaseSettings } from "#src/storage/open.ts";
import { Simulator } from "#src/tunneling/simulator.ts";
import type { Ending } from "./last-first.ts";

/** Builds the application, to which routes may still be added. It is closed when the test ends. */
export async function newApp(
  ending: Ending,
  flags: Flags = {},
  platform?: Platform,
): Promise<FastifyInstance> {
  const config = readConfig({ LOG_LEVEL: "silent", ...flags });
  const simulator = new Simulator(await builtKernels(), {
    threads: 1,
    limit: config.LIMIT_SIMULATIONS,
    eigenvectorBytes: config.LIMIT_EIGENVECTOR_BYTES,
  });
  const app = await createApp(config, simulator, platform);
  ending.after(async () => {
    await app.close();
    await simulator.close();
  });
  return app;
}

/** How a whole application is built: settings as on the command line, and whether it works on jobs. */
export type WholeOptions = Flags & { readonly isWorker?: boolean };

/** Builds the application with everything that it stands on, in the place of that database. */
export async function wholeApp(
  ending: Ending,
  { url, dataDir }: DatabaseSettings,
  { isWorker = false, ...flags }: WholeOptions = {},
): Promise<{ app: FastifyInstance; platform: Platform }> {
  const all: Flags = { DATA_DIR: dataDir, LOG_LEVEL: "silent", ...flags };
  if (url !== undefined) all.DATABASE_URL = url;
  const platform = await openPlatform(readConfig(all), { isWorker });
  ending.after(() => platform.close());
  return { app: await newApp(ending, all, platform), platform };
}
