/** The tunneling instrument, asked over HTTP. */
import { WaveFormatError } from "#src/arrays/wave.ts";
import type { TunnelingRequest } from "#src/tunneling/problem.ts";
import { type Answer, ask, type RequestOptions } from "./answer.ts";
import { receiveWave, type Wave } from "./wave.ts";

const path = "api/quantum-tunneling";

/**
 * Simulates a wave packet that meets a barrier. Resolves when the grid is here; frames arrive on.
 * @throws ProblemError when the server refuses; its `errors` name the fields.
 * @throws ConnectionError when the server cannot be reached or goes away.
 * @throws WaveFormatError when the answer contradicts itself.
 */
export async function simulateTunneling(
  request: TunnelingRequest,
  options: RequestOptions = {},
): Promise<Wave> {
  const answer = await simulateTunnelingRaw(request, options);
  const frameInterval = Number(answer.headers.get("x-frame-interval") ?? Number.NaN);
  if (!(frameInterval > 0)) {
    await answer.body.cancel();
    throw new WaveFormatError("The answer does not say the time between frames: X-Frame-Interval.");
  }
  return receiveWave(answer, frameInterval, options.signal);
}

/** The same simulation as its bytes, the wave stream of `src/arrays/wave.ts`. Throws likewise. */
export function simulateTunnelingRaw(
  request: TunnelingRequest,
  options: RequestOptions = {},
): Promise<Answer> {
  return ask({ method: "POST", path, body: request, accept: "application/octet-stream" }, options);
}

/**
 * The same simulation as the bytes of an NPZ for `numpy.load`: `x`, `t`, `psi` (complex64, frames ×
 * grid), `potential`, `energies`, and `request`, a JSON string. Throws likewise.
 */
export function simulateTunnelingNpz(
  request: TunnelingRequest,
  options: RequestOptions = {},
): Promise<Answer> {
  return ask({ method: "POST", path, body: request, accept: "application/x-npz" }, options);
}
