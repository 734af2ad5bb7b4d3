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
  /** Most bytes of eigenvectors of one simulation: 4·grid·states, and about five times that in all. */
  readonly eigenvectorBytes: number;
}

/**
 * Limits of a server that configures none. Most packets occupy a few hundred states, 15 MB at the
 * largest N; one that touches a wall occupies them all, which N = 5,700 still allows.
 */
export const defaultLimits: TunnelingLimits = {
  intervals: 10_000,
  frames: 100_000,
  responseBytes: 512 * 1024 * 1024,
  eigenvectorBytes: 128 * 1024 * 1024,
};

/** The barrier's height when none is given: the mean kinetic energy of the continuum, p₀²/2m. */
export function defaultBarrierHeight(momentum: number, mass: number): number {
  return momentum ** 2 / (2 * mass);
}

/** As far as products and quotients of a few such numbers stay within float64. */
const LARGEST = 1e60;
const SMALLEST = 1e-60;

const MOST_STEPS = 1e12;

const isNo = (noun: string) => ({
  error: ({ input }: { input?: unknown }) =>
    `must be ${noun}, but is ${typeof input === "number" ? input : JSON.stringify(input)}`,
});
const isBelow = (least: number) => ({
  error: ({ input }: { input?: unknown }) => `must be at least ${least}, but is ${input}`,
});
const isAbove = (most: number, why = "") => ({
  error: ({ input }: { input?: unknown }) => `must be at most ${most}${why}, but is ${input}`,
});

const number = (least: number, most: number) =>
  z.number(isNo("a finite number")).min(least, isBelow(least)).max(most, isAbove(most));
const whole = (least: number, most = MOST_STEPS, why?: string) =>
  z
    .number(isNo("a whole number"))
    .refine(Number.isInteger, { ...isNo("a whole number"), abort: true })
    .min(least, isBelow(least))
    .max(most, isAbove(most, why))
    .meta({ type: "integer" });
const position = () => number(-LARGEST, LARGEST);
const positive = () => number(SMALLEST, LARGEST);

const fieldsUnder = (limits: TunnelingLimits) => ({
  mass: positive().default(1).describe("Mass of the particle"),
  hbar: positive().default(1).describe("Reduced Planck constant ħ"),
  xmin: position().default(-6.5).describe("Left wall of the box"),
  xmax: position().default(6.5).describe("Right wall of the box"),
  N: whole(4, limits.intervals, ", this server's LIMIT_N")
    // Unlike a default, this value is judged like any other.
    .prefault(1000)
    .describe("Grid intervals; the grid is the N − 1 points between the walls"),
  momentum: position().default(40).describe("Mean momentum p₀ of the packet"),
  sigma: positive()
    .default(0.15)
    .describe("Width of the packet: ψ₀ ∝ exp(−(x − x0)²/sigma²)·exp(i p₀ (x − x0)/ħ)"),
  x0: position().default(-3).describe("Centre of the packet"),
  barrier_start: position().default(0).describe("Left edge of the barrier"),
  barrier_end: position().default(0.5).describe("Right edge of the barrier"),
  barrier_height: position()
    .optional()
    .describe("Height of the barrier; negative makes a well. Default: momentum²/(2·mass)"),
  dt: positive().default(0.001).describe("Time of one step"),
  t_max: positive().default(2).describe("Time simulated"),
  num_time_steps: whole(1).optional().describe("Number of steps, in place of round(t_max/dt)"),
  max_frames: whole(1)
    .default(500)
    .describe("Most frames to return; every ceil(steps/max_frames)-th step is kept"),
  scheme: z
    .literal("lattice", isNo('"lattice"'))
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
const narrowestSigma = (f: Fields) => spacingOf(f) / 32;

/** Closer than this part of their distance from 0, grid points could not be told apart. */
const FINEST_SPACING = 1e-12;

/** A potential that is more than this times the hopping energy leaves no digits for the rest. */
const STEEPEST = 1e12;

/** A phase E·t/ħ beyond this has no digits left in float64. */
const LARGEST_PHASE = 1e15;

const spacingOf = (f: Fields) => spacing(toProblem(f));
const hoppingOf = (f: Fields) => hoppingEnergy(toProblem(f));
const heightOf = (f: Fields) => toProblem(f).barrierHeight;
const largestPhase = (f: Fields) =>
  ((4 * hoppingOf(f) + Math.abs(heightOf(f))) * f.dt * stepCount(f)) / f.hbar;

const rules = (limits: TunnelingLimits): readonly Rule[] => [
  {
    path: "xmax",
    needs: ["xmin", "xmax"],
    holds: (f) => f.xmax > f.xmin,
    says: (f) => `must be greater than xmin (${f.xmin}), but is ${f.xmax}`,
  },
  {
    path: "xmax",
    needs: ["xmin", "xmax", "N"],
    holds: (f) =>
      f.xmin >= f.xmax ||
      spacingOf(f) >= FINEST_SPACING * Math.max(Math.abs(f.xmin), Math.abs(f.xmax)),
    says: (f) => `the box is too far from 0 to tell points ${spacingOf(f)} apart; move it nearer`,
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
    path: "barrier_height",
    needs: ["mass", "hbar", "xmin", "xmax", "N", "momentum", "barrier_height"],
    holds: (f) => f.xmin >= f.xmax || Math.abs(heightOf(f)) <= STEEPEST * hoppingOf(f),
    says: (f) =>
      `${heightOf(f)} is more than ${STEEPEST} times ħ²/(2·mass·dx²), which is ${hoppingOf(f)}`,
  },
  {
    path: "t_max",
    needs: ["mass", "hbar", "xmin", "xmax", "N", "momentum", "barrier_height", "dt", "t_max"],
    holds: (f) => f.xmin >= f.xmax || largestPhase(f) <= LARGEST_PHASE,
    says: (f) =>
      `the fastest phase would turn by ${largestPhase(f)} radians; beyond ${LARGEST_PHASE} none has digits left`,
  },
  {
    path: "t_max",
    needs: ["dt", "t_max"],
    holds: (f) => f.num_time_steps !== undefined || stepCount(f) <= MOST_STEPS,
    says: (f) =>
      `asks for ${stepCount(f)} steps of dt = ${f.dt}; at most ${MOST_STEPS} are possible`,
  },
  {
    path: "max_frames",
    needs: ["dt", "t_max", "max_frames"],
    holds: (f) => stepCount(f) < 1 || frameCount(f) <= limits.frames,
    says: (f) =>
      `${frameCount(f)} frames are more than ${limits.frames}, this server's LIMIT_FRAMES`,
  },
  {
    path: "max_frames",
    needs: ["dt", "t_max", "max_frames", "N"],
    holds: (f) => stepCount(f) < 1 || waveBytes(shapeOf(f)) <= limits.responseBytes,
    says: (f) =>
      `the answer would be ${waveBytes(shapeOf(f))} bytes; ` +
      `this server's LIMIT_RESPONSE_BYTES is ${limits.responseBytes}`,
  },
];

/**
 * The schema of a request under a server's limits. Every failing field is reported at once: a rule
 * between fields is judged whenever the fields it reads are themselves good.
 */
export function tunnelingRequest(limits: TunnelingLimits = defaultLimits) {
  const fields = fieldsUnder(limits);
  const isGood = (name: FieldName, value: unknown) =>
    (value !== undefined || name === "barrier_height") && fields[name].safeParse(value).success;
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

/** A packet that occupies more eigenstates than the server's limit allows; `message` says so. */
export class TooManyStatesError extends Error {
  override readonly name = "TooManyStatesError";
  readonly statusCode = 422;
  readonly errors: readonly { readonly path: FieldName; readonly message: string }[];

  constructor({ states, points }: { states: number; points: number }, limit: number) {
    super("The packet occupies too many eigenstates.");
    const message =
      `the packet occupies ${states} of the grid's ${points} eigenstates, ${4 * states * points} ` +
      `bytes of them; this server's LIMIT_EIGENVECTOR_BYTES is ${limit}. A coarser grid has fewer, ` +
      "and so has a packet that is wider, or clear of walls and edges";
    this.errors = [{ path: "N", message }];
  }
}

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

/** Distance between grid points, dx = (xmax − xmin)/intervals. */
export function spacing(problem: Problem): number {
  return (problem.xmax - problem.xmin) / problem.intervals;
}

/** ħ²/(2m dx²), the energy that couples neighbouring grid points. */
export function hoppingEnergy(problem: Problem): number {
  return problem.hbar ** 2 / (2 * problem.mass * spacing(problem) ** 2);
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
