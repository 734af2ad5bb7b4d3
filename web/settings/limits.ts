/** Limits in words and units. */
import { binaryBytes } from "../app/bytes.ts";

/** What a limit is called, and what it is a number of. */
const limits: Readonly<Record<string, readonly [name: string, unit: string]>> = {
  LIMIT_REQUESTS: ["Requests of one client", "a minute"],
  LIMIT_BODY_BYTES: ["Largest request", "bytes"],
  LIMIT_QUEUED_JOBS: ["Jobs that wait", "at most"],
  LIMIT_JOB_DAYS: ["Jobs that ended are kept", "days"],
  LIMIT_EVENT_STREAMS: ["Open streams of events", "at most"],
  LIMIT_SIMULATIONS: ["Simulations", "at once"],
  LIMIT_N: ["Points of a simulation, N", "at most"],
  LIMIT_FRAMES: ["Frames of a simulation", "at most"],
  LIMIT_RESPONSE_BYTES: ["Largest answer of a simulation", "bytes"],
  LIMIT_EIGENVECTOR_BYTES: ["Eigenvectors of a simulation", "bytes"],
  LIMIT_SWEEP_POINTS: ["Points of a sweep's grid", "at most"],
  LIMIT_DATASET_BYTES: ["Largest dataset of a sweep", "bytes"],
  LIMIT_UPLOAD_BYTES: ["Largest dataset that is sent", "bytes"],
  LIMIT_PREDICTION_BYTES: ["Largest request of a prediction", "bytes"],
  LIMIT_SCREEN_BYTES: ["Largest request of a screen", "bytes"],
};

/** A limit for people, as in `Largest request: 1 MiB`; one without a name here has its setting's. */
export function describeLimit(setting: string, value: number): { name: string; value: string } {
  const [name, unit] = limits[setting] ?? [setting, /_BYTES$/.test(setting) ? "bytes" : ""];
  if (unit === "bytes") return { name, value: binaryBytes(value) };
  return { name, value: `${value.toLocaleString()} ${unit}`.trim() };
}
