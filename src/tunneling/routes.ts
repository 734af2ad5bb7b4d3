/** `POST /api/quantum-tunneling`: a question in, the whole simulation in one binary answer. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { type NpyArray, numericArray, textArray } from "#src/arrays/npy.ts";
import { npzBytes, npzSize } from "#src/arrays/npz.ts";
import { encodeWaveHead, waveBytes } from "#src/arrays/wave.ts";
import { accepts } from "#src/schema/accept.ts";
import { frameInterval } from "./evolution.ts";
import { grid, potential } from "./potential.ts";
import {
  type Problem,
  type TunnelingFields,
  type TunnelingLimits,
  toProblem,
  tunnelingRequest,
} from "./problem.ts";
import type { Chunk, Simulation, Simulator } from "./simulator.ts";
import type { Spectrum } from "./spectrum.ts";

/** The wave stream's layout, as the header `X-Format` says it. */
export const waveFormat =
  "header(uint32 frame_count, uint32 grid_size) + x[N](float32) + frames[psi_real[N], psi_imag[N]](float32)";

const npzType = "application/x-npz";
/** A request is a few hundred bytes. */
const BODY_LIMIT = 64 * 1024;

/** What the routes need. */
export interface TunnelingService {
  readonly limits: TunnelingLimits;
  readonly simulator: Simulator;
}

/** Adds the instrument's routes. */
export async function tunnelingRoutes(
  app: FastifyInstance,
  { limits, simulator }: TunnelingService,
): Promise<void> {
  app.withTypeProvider<ZodTypeProvider>().post(
    "/api/quantum-tunneling",
    {
      config: { isBodyOptional: true },
      bodyLimit: BODY_LIMIT,
      schema: {
        tags: ["tunneling"],
        summary: "Simulate a wave packet that meets a barrier",
        description:
          "Answers with the grid and every frame of ψ(x, t) in one binary response of known length, " +
          `or with the same arrays as an NPZ when \`Accept\` is \`${npzType}\`: x, t, psi (complex64, ` +
          "frames × grid), potential, energies (the eigenvalues from the ground state to the highest " +
          "state occupied) and request (JSON).",
        body: tunnelingRequest(limits),
        response: { 200: answerDocumentation },
      },
    },
    async (request, reply) => {
      const problem = toProblem(request.body);
      const simulation = simulator.open(problem);
      reply.raw.once("close", () => simulation.close());
      try {
        return accepts(npzType, request.headers.accept)
          ? await sendNpz(reply, simulation, problem, request.body)
          : await sendWave(reply, simulation, problem);
      } catch (error) {
        simulation.close();
        // Nobody is there to be told that what they left was cancelled.
        if (reply.raw.destroyed) return reply.hijack();
        throw error;
      }
    },
  );
}

const answerDocumentation = {
  description: `\`X-Format\`: ${waveFormat}, little-endian`,
  content: {
    "application/octet-stream": { schema: z.any().meta({ type: "string", format: "binary" }) },
    [npzType]: { schema: z.any().meta({ type: "string", format: "binary" }) },
  },
};

async function sendWave(reply: FastifyReply, simulation: Simulation, problem: Problem) {
  const x = grid(problem);
  const { chunks } = await start(reply, simulation, problem, "planes", false);
  async function* bytes() {
    yield encodeWaveHead(x, problem.frames);
    for await (const chunk of chunks) yield chunk.bytes;
  }
  return reply
    .type("application/octet-stream")
    .header("content-length", waveBytes({ frameCount: problem.frames, gridSize: x.length }))
    .header("x-format", waveFormat)
    .send(Readable.from(bytes(), { objectMode: false }));
}

async function sendNpz(
  reply: FastifyReply,
  simulation: Simulation,
  problem: Problem,
  request: TunnelingFields,
) {
  const x = grid(problem);
  const { chunks, spectrum } = await start(reply, simulation, problem, "complex", true);
  async function* frames() {
    for await (const chunk of chunks) yield chunk.bytes;
  }
  const interval = frameInterval(problem);
  const arrays: Record<string, NpyArray> = {
    x: numericArray(Float32Array.from(x)),
    t: numericArray(Float64Array.from({ length: problem.frames }, (_, frame) => frame * interval)),
    potential: numericArray(potential(problem, x)),
    energies: numericArray(spectrum.levels),
    request: textArray(JSON.stringify({ ...request, barrier_height: problem.barrierHeight })),
    psi: { dtype: "c8", shape: [problem.frames, x.length], data: frames() },
  };
  return reply
    .type(npzType)
    .header("content-length", npzSize(arrays))
    .header("content-disposition", 'attachment; filename="tunneling.npz"')
    .send(Readable.from(npzBytes(arrays), { objectMode: false }));
}

/** Solves, begins the frames, and sets the headers that both formats have. */
async function start(
  reply: FastifyReply,
  simulation: Simulation,
  problem: Problem,
  layout: "planes" | "complex",
  fromGroundState: boolean,
): Promise<{ spectrum: Spectrum; chunks: AsyncIterable<Chunk> }> {
  const began = performance.now();
  const spectrum = await simulation.solve(fromGroundState);
  const solved = performance.now();
  const chunks = simulation.chunks(spectrum, layout);
  // Errors of the first chunk are still a problem document; later ones can only cut the answer.
  const first = (await chunks.next()).value!;
  const evolved = performance.now();
  reply
    .header("x-frames", problem.frames)
    .header("x-grid-size", spectrum.points)
    .header("x-frame-interval", frameInterval(problem))
    .header(
      "server-timing",
      `solve;dur=${(solved - began).toFixed(2)}, ` +
        `evolve;dur=${(evolved - solved).toFixed(2)};desc="first ${first.count} of ${problem.frames} frames"`,
    );
  async function* all() {
    yield first;
    yield* chunks;
  }
  return { spectrum, chunks: all() };
}
