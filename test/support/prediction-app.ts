/** An application that predicts: with the program that stands in for Boltz, or another. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { warmUp } from "#src/affinity/boltz/warm-up.ts";
import { type PredictionResult, predictionResult } from "#src/affinity/result.ts";
import type { DatabaseSettings } from "#src/storage/open.ts";
import { type WholeOptions, wholeApp } from "./app.ts";
import { standInBoltz } from "./boltz.ts";
import type { Trouble } from "./boltz-stand-in.ts";
import type { Ending } from "./last-first.ts";

const script = fileURLToPath(new URL("./boltz-stand-in.ts", import.meta.url));

/** The least to ask. */
export const question = {
  protein: { sequence: "MKTAYIAKQRQISFVKSHFSRQ" },
  ligand: { smiles: "CCO" },
};

/** Starts one, in the place of that database, with a program that stands in for Boltz. */
export async function predictionApp(
  ending: Ending,
  settings: DatabaseSettings,
  { trouble = {}, ...options }: WholeOptions & { readonly trouble?: Trouble } = {},
) {
  const cache = join(settings.dataDir, "weights");
  await warmUp(standInBoltz({ downloads: "whole" }, cache), join(settings.dataDir, "download"));
  // The program is given the environment as it is when the application is opened.
  process.env.STAND_IN = JSON.stringify(trouble);
  const { app } = await wholeApp(ending, settings, {
    isWorker: true,
    BOLTZ_COMMAND: `${process.execPath} ${script}`,
    BOLTZ_CACHE: cache,
    ...options,
  });
  return predictionsOf(app);
}

/** What tests ask of an application. */
export function predictionsOf(app: FastifyInstance) {
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: "POST", url, payload, headers });
  const get = (url: string) => app.inject({ url });
  return {
    app,
    get,
    remove: (url: string) => app.inject({ method: "DELETE", url }),
    predict: (asked: object = {}, headers = {}) =>
      post("/predict", { ...question, ...asked }, headers),
    predictNow: (asked: object = {}, wait = 60) =>
      post(`/predict/sync?wait=${wait}`, { ...question, ...asked }),
    /** A job when it has ended. */
    async ended(submitted: LightMyRequestResponse) {
      const { job_id } = submitted.json();
      // The stream of its events ends with it.
      await get(`/jobs/${job_id}/events`);
      return (await get(`/jobs/${job_id}`)).json();
    },
    /** What a completed job found. */
    async found(submitted: LightMyRequestResponse): Promise<PredictionResult> {
      const { job_id } = submitted.json();
      return predictionResult.parse((await get(`/jobs/${job_id}/result`)).json());
    },
  };
}
