/** Every engine behind one face: each request goes to the one that it names. */
import { JobNotHere } from "#src/jobs/failure.ts";
import type { Engine } from "../request.ts";
import type { PredictionEngine } from "./engine.ts";

/**
 * The face.
 * @param engines those of this worker; what a request names and is not among them, another may have
 */
export function oneOf(
  engines: Readonly<Partial<Record<Engine, PredictionEngine>>>,
): PredictionEngine {
  return {
    async predict(asked, context) {
      const { engine: name } = asked.request;
      const engine = engines[name];
      if (engine === undefined)
        throw new JobNotHere(`Waits for a worker that has the engine ${name}.`);
      return engine.predict(asked, context);
    },
  };
}
