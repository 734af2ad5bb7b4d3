/**
 * The question the tunneling instrument answers, in natural units: a Gaussian wave packet of mean
 * momentum p₀ in a box with hard walls meets a rectangular barrier. This schema validates requests,
 * documents the API, and gives the command line its flags and the page its form.
 */
import * as z from "zod";
import { type WaveShape, waveBytes } from "#src/arrays/wave.ts";

/** What one request may ask of a server. Configurable (`LIMIT_*`); every refusal states the limit. */
export interface TunnelingLimits {
  /** Largest `N`, grid intervals. */
  readonly intervals: number;
  /** Most frames in one response. */
  readonly frames: number;
  /** Largest response in bytes, 8 + 4·grid + 8·grid·frames. */
  readonly responseBytes: number;
}

/**
 * Limits of a server that configures none. A packet that touches a wall occupies every eigenstate;
 * 10,000 intervals then hold 400 MB of them, what a laptop can spare for one request.
 */
export const defaultLimits: TunnelingLimits = {
  intervals: 10_000,
  frames: 100_000,
  responseBytes: 512 * 1024 * 1024,
};

/** The barrier's height when none is given: the mean kinetic energy of the continuum, p₀²/2m. */
export function defaultBarrierHeight(momentum: number, mass: number): number {
  return momentum ** 2 / (2 * mass);
}

const position = () => z.number().min(-1e9).max(1e9);
const positive = () => z.number().min(1e-9).max(1e9);

const fieldsUnder = (limits: TunnelingLimits) => ({
  mass: positive().default(1).describe("Mass of the particle"),
  hbar: positive().default(1).describe("Reduced Planck constant ħ"),
  xmin: position().default(-6.5).describe("Left wall of the box"),
  xmax: position().default(6.5).describe("Right wall of the box"),
  N: z
    .int()
    .min(4)
    .max(limits.intervals, {
      error: ({ input }) =>
        `${input} intervals are more than this server's limit of ${limits.intervals}`,
    })
    .default(1000)
    .describe("Grid intervals; the grid is the N − 1 points between the walls"),
  momentum: z.number().min(-1e9).max(1e9).default(40).describe("Mean momentum p₀ of the packet"),
  sigma: positive()
    .default(0.15)
    .describe("Width of the packet: ψ₀ ∝ exp(−(x − x0)²/sigma²)·exp(i p₀ (x − x0)/ħ)"),
  x0: position().default(-3).describe("Centre of the packet"),
  barrier_start: position().default(0).describe("Left edge of the barrier"),
  barrier_end: position().default(0.5).describe("Right edge of the barrier"),
  barrier_height: z
    .number()
    .min(-1e12)
    .max(1e12)
    .optional()
    .describe("Height of the barrier; negative makes a well. Default: momentum²/(2·mass)"),
  dt: z.number().positive().max(1e9).default(0.001).describe("Time of one step"),
  t_max: z.number().positive().max(1e12).default(2).describe("Time simulated"),
  num_time_steps: z
    .int()
    .min(1)
    .max(1e12)
    .optional()
    .describe("Number of steps, in place of round(t_max/dt)"),
  max_frames: z
    .int()
    .min(1)
    .default(500)
    .describe("Most frames to return; every ceil(steps/max_frames)-th step is kept"),
  scheme: z
    .literal("lattice")
    .default("lattice")
    .describe("lattice: the 3-point Hamiltonian, evolved exactly by its eigen-decomposition"),
});

type Shape = ReturnType<typeof fieldsUnder>;
type Fields = z.output<z.ZodObject<Shape>>;
type FieldName = keyof Fields;

/** A rule between fields; the failing one to name is `path`, and `needs` are those it reads. */
interface Rule {
  readonly path: FieldName;
  readonly needs: readonly FieldName[];
  readonly holds: (f: Fields) => boolean;
  readonly says: (f: Fields) => string;
}

/** Narrower than dx/32, a packet midway between two grid points would vanish on the grid. */
const narrowestSigma = (f: Fields) => (f.xmax - f.xmin) / f.N / 32;

const rules = (limits: TunnelingLimits): readonly Rule[] => [
  {
    path: "xmax",
    needs: ["xmin", "xmax"],
    holds: (f) => f.xmax > f.xmin,
    says: (f) => `must be greater than xmin (${f.xmin}), but is ${f.xmax}`,
  },
  {
    path: "x0",
    needs: ["xmin", "xmax", "x0"],
    holds: (f) => f.xmin >= f.xmax || (f.xmin < f.x0 && f.x0 < f.xmax),
    says: (f) => `the packet's centre ${f.x0} is outside the box from ${f.xmin} to ${f.xmax}`,
  },
  {
    path: "sigma",
    needs: ["xmin", "xmax", "N", "sigma"],
    holds: (f) => f.xmin >= f.xmax || f.sigma >= narrowestSigma(f),
    says: (f) => `${f.sigma} is too narrow for the grid; it holds ${narrowestSigma(f)} or more`,
  },
  {
    path: "barrier_end",
    needs: ["barrier_start", "barrier_end"],
    holds: (f) => f.barrier_end > f.barrier_start,
    says: (f) => `must be greater than barrier_start (${f.barrier_start}), but is ${f.barrier_end}`,
  },
  ...(["barrier_start", "barrier_end"] as const).map((path) => ({
    path,
    needs: ["xmin", "xmax", path] as const,
    holds: (f: Fields) => f.xmin >= f.xmax || (f.xmin <= f[path] && f[path] <= f.xmax),
    says: (f: Fields) =>
      `the barrier's edge ${f[path]} is outside the box from ${f.xmin} to ${f.xmax}`,
  })),
  {
    path: "t_max",
    needs: ["dt", "t_max"],
    holds: (f) => f.num_time_steps !== undefined || stepCount(f) >= 1,
    says: (f) => `is less than half a step: round(${f.t_max}/${f.dt}) is 0`,
  },
  {
    path: "t_max",
    needs: ["dt", "t_max"],
    holds: (f) => f.num_time_steps !== undefined || stepCount(f) <= 1e12,
    says: (f) => `asks for ${stepCount(f)} steps of dt = ${f.dt}; at most 1e12 are possible`,
  },
  {
    path: "max_frames",
    needs: ["dt", "t_max", "max_frames"],
    holds: (f) => stepCount(f) < 1 || frameCount(f) <= limits.frames,
    says: (f) => `${frameCount(f)} frames are more than this server's limit of ${limits.frames}`,
  },
  {
    path: "max_frames",
    needs: ["dt", "t_max", "max_frames", "N"],
    holds: (f) => stepCount(f) < 1 || waveBytes(shapeOf(f)) <= limits.responseBytes,
    says: (f) =>
      `the response would be ${waveBytes(shapeOf(f))} bytes; ` +
      `this server's limit is ${limits.responseBytes}`,
  },
];

/**
 * The schema of a request under a server's limits. Every failing field is reported at once: a rule
 * between fields is judged whenever the fields it reads are themselves good.
 */
export function tunnelingRequest(limits: TunnelingLimits = defaultLimits) {
  const fields = fieldsUnder(limits);
  const isGood = (name: FieldName, value: unknown) =>
    value !== undefined && fields[name].safeParse(value).success;
  return rules(limits).reduce(
    (schema, rule) =>
      schema.refine(rule.holds, {
        path: [rule.path],
        error: (issue) => rule.says(issue.input as Fields),
        when: ({ value }) => rule.needs.every((name) => isGood(name, (value as Fields)[name])),
      }),
    z.strictObject(fields),
  );
}

/** A request as written: every field optional. */
export type TunnelingRequest = z.input<z.ZodObject<Shape>>;

/** A request as parsed: defaults filled in, all rules hold. */
export type TunnelingFields = Fields;

/** Names and schemas of the request's fields, in the order a form or a list of flags shows them. */
export const tunnelingFields = fieldsUnder(defaultLimits);

/** A whole problem: nothing left to default, nothing left to check. Natural units throughout. */
export interface Problem {
  readonly mass: number;
  readonly hbar: number;
  readonly xmin: number;
  readonly xmax: number;
  /** Grid intervals; the grid has `intervals − 1` points. */
  readonly intervals: number;
  readonly momentum: number;
  readonly sigma: number;
  readonly x0: number;
  readonly barrierStart: number;
  readonly barrierEnd: number;
  readonly barrierHeight: number;
  readonly dt: number;
  /** Time steps simulated. */
  readonly steps: number;
  /** Steps from one frame to the next. */
  readonly stride: number;
  /** Frames returned, at steps 0, stride, 2·stride, … < steps. */
  readonly frames: number;
}

/** Turns parsed fields into the problem they state. */
export function toProblem(f: TunnelingFields): Problem {
  const steps = stepCount(f);
  return {
    mass: f.mass,
    hbar: f.hbar,
    xmin: f.xmin,
    xmax: f.xmax,
    intervals: f.N,
    momentum: f.momentum,
    sigma: f.sigma,
    x0: f.x0,
    barrierStart: f.barrier_start,
    barrierEnd: f.barrier_end,
    barrierHeight: f.barrier_height ?? defaultBarrierHeight(f.momentum, f.mass),
    dt: f.dt,
    steps,
    stride: Math.ceil(steps / f.max_frames),
    frames: frameCount(f),
  };
}

function shapeOf(f: Fields): WaveShape {
  return { frameCount: frameCount(f), gridSize: f.N - 1 };
}

function stepCount(f: Fields): number {
  return f.num_time_steps ?? roundHalfEven(f.t_max / f.dt);
}

function frameCount(f: Fields): number {
  const steps = stepCount(f);
  return Math.ceil(steps / Math.ceil(steps / f.max_frames));
}

/** Rounds halves to the even neighbour, as IEEE 754 and Python do, so that both count alike. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
