/** The application with a thread of its own, asked without a network. */
import type { FastifyInstance } from "fastify";
import { compileKernels } from "#src/numeric/kernels.ts";
import { createApp } from "#src/server/app.ts";
import { type Flags, readConfig } from "#src/server/config.ts";
import type { Platform } from "#src/server/platform.ts";
import { Simulator } from "#src/tunneling/simulator.ts";
import type { Ending } from "./last-first.ts";

/** Builds the application, to which routes may still be added. It is closed when the test ends. */
export async function newApp(
  ending: Ending,
  flags: Flags = {},
  platform?: Platform,
): Promise<FastifyInstance> {
  const config = readConfig({ LOG_LEVEL: "silent", ...flags });
  const simulator = new Simulator(await compileKernels(), {
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
