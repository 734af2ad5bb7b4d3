/** An application with datasets, in a place of its own. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import type { DatabaseSettings } from "#src/storage/open.ts";
import { type WholeOptions, wholeApp } from "./app.ts";
import type { Ending } from "./last-first.ts";

/** A dataset of the established program: 243 sets, 20 frequencies. */
export const established = await readFile(
  new URL("../fixtures/npz/grid_3_freq_0.1_100000.numpy-1.24.2.npz", import.meta.url),
);

/** Starts one, in the place of that database. */
export async function datasetApp(
  ending: Ending,
  settings: DatabaseSettings,
  options: WholeOptions = {},
) {
  const { app, platform } = await wholeApp(ending, settings, options);
  return { app, platform, folder: join(settings.dataDir, "blobs", "npz"), ...asking(app) };
}

/** The requests that tests send. */
export function asking(app: FastifyInstance) {
  const ask = (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, payload?: object) =>
    app.inject({ method, url, ...(payload && { payload }) });
  return {
    get: (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers }),
    post: (url: string, body?: object) => ask("POST", url, body),
    patch: (url: string, body: object) => ask("PATCH", url, body),
    remove: (url: string) => ask("DELETE", url),
    /** Sends a file as a dataset. */
    upload: (
      filename: string,
      bytes: Exclude<InjectOptions["payload"], object | undefined> | Buffer = established,
      headers: Record<string, string> = {},
    ) =>
      app.inject({
        method: "POST",
        url: `/api/datasets?filename=${encodeURIComponent(filename)}`,
        payload: bytes,
        headers: { "content-type": "application/octet-stream", ...headers },
      }),
  };
}
