/** The client of a Retort server, for pages and programs. */
export { WaveFormatError } from "#src/arrays/wave.ts";
export type { Answer, RequestOptions } from "./answer.ts";
export { ConnectionError, type FieldError, ProblemError } from "./problem.ts";
export { simulateTunneling, simulateTunnelingNpz, simulateTunnelingRaw } from "./tunneling.ts";
export type { Wave, WaveFrame } from "./wave.ts";
