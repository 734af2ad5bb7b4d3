/** Starts and stops the server. */
import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { StartedSync } from "#src/impedance/datasets/sync-at-start.ts";
import { builtKernels } from "#src/numeric/built-kernels.ts";
import { Simulator } from "#src/tunneling/simulator.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { syncFiles } from "./impedance.ts";
import type { Platform } from "./platform.ts";

/** How long answers under way may take when the server closes, in milliseconds. */
const DRAIN_MS = 10_000;

/** A server that listens. */
export interface RunningServer {
  /** Where, for example `http://127.0.0.1:8000`. */
  readonly url: string;
  /**
   * Takes no more requests, finishes those there are within 10 s, and ends the threads. The platform
   * stays open.
   */
  close(): Promise<void>;
}

/**
 * Starts a server.
 * @param platform what lasts; a server for a single command does without
 * @throws Error when the address is taken or the kernels are not built
 */
export async function startServer(config: Config, platform?: Platform): Promise<RunningServer> {
  const simulator = new Simulator(await builtKernels(), {
    threads: config.WORKERS,
    limit: config.LIMIT_SIMULATIONS,
    eigenvectorBytes: config.LIMIT_EIGENVECTOR_BYTES,
  });
  const app = await createApp(config, simulator, platform);
  const unasked = unaskedConnections(app.server);
  let sync: StartedSync | undefined;
  const close = async () => {
    for (const socket of unasked) socket.destroy();
    const drain = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
    await app.close();
    clearTimeout(drain);
    await sync?.close();
    await simulator.close();
  };
  try {
    const url = await app.listen({ host: config.HOST, port: config.PORT });
    sync = platform && syncFiles(config, platform);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Connections on which nothing was asked yet: browsers open some ahead, and Node waits for them. */
function unaskedConnections(server: Server): ReadonlySet<Socket> {
  const unasked = new Set<Socket>();
  server.on("connection", (socket) => {
    unasked.add(socket);
    socket.once("close", () => unasked.delete(socket));
  });
  server.on("request", ({ socket }) => unasked.delete(socket));
  return unasked;
}
