/** An application that predicts with the real program. */
import type { PredictionResult } from "#src/affinity/result.ts";
import { wholeApp } from "../support/app.ts";
import type { Trouble } from "../support/boltz-stand-in.ts";
import { newDatabase } from "../support/databases.ts";
import { type Ending, lastFirst } from "../support/last-first.ts";
import { predictionsOf } from "../support/prediction-app.ts";
import { command, leastAsked, ownCache, withTrouble } from "./tiny.ts";

/** Starts one whose program has that trouble, or none. */
export async function realApp(context: Ending, trouble?: Trouble) {
  const ending = lastFirst(context);
  // The program is given the environment as it is when the application is opened.
  Object.assign(process.env, trouble && withTrouble(trouble));
  const settings = await newDatabase(ending, "pglite");
  const cache = await ownCache(ending);
  const { app } = await wholeApp(ending, settings, {
    isWorker: true,
    BOLTZ_COMMAND: command,
    BOLTZ_CACHE: cache,
    BOLTZ_ACCELERATOR: "cpu",
  });
  const asking = predictionsOf(app);
  return {
    ...asking,
    cache,
    predict: (asked: object) => asking.predict({ ...leastAsked, ...asked }),
    /** The text of a job's file. */
    async text(job: string, name: string): Promise<string> {
      return (await asking.get(`/jobs/${job}/files/${name}`)).body;
    },
    /** Digests of the files that a seed decides, by their names. */
    async digests(job: string): Promise<Record<string, string>> {
      const { files } = (await asking.get(`/jobs/${job}/files`)).json();
      const decided = files.filter(({ name }: { name: string }) => !/\.(log)$/.test(name));
      return Object.fromEntries(
        decided.map(({ name, sha256 }: Record<string, string>) => [name, sha256]),
      );
    },
  };
}

/** All that was said of how it binds: one figure alone may be another's by chance. */
export const figuresOf = ({ members, confidence_score }: PredictionResult) =>
  JSON.stringify({ members, confidence_score });
