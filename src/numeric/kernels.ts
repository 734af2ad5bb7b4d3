/**
 * The compiled inner loops (kernels/*.ts) and the memory they work in. Every pointer is a byte offset
 * into `memory`; lengths are in elements. What each kernel computes is said where it is written.
 */
/** One instance of the kernels, with a memory of its own. Used by one thread. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  readonly product: (
    a: number,
    b: number,
    c: number,
    tile: number,
    rows: number,
    columns: number,
    depth: number,
  ) => void;
  readonly packColumns: (rows: number, panels: number, columns: number, depth: number) => void;
  readonly advance: (
    coefficients: number,
    turns: number,
    panels: number,
    states: number,
    frames: number,
  ) => void;
  readonly decimate: (heights: number, count: number, q: number, jumps: number) => void;
  readonly interpolate: (
    knots: number,
    blocks: number,
    q: number,
    sines: number,
    vector: number,
  ) => void;
  readonly countBelow: (blocks: number, q: number, counts: number) => void;
  readonly shoot: (
    block: number,
    count: number,
    q: number,
    u: number,
    part: number,
    scales: number,
    squares: number,
    way: number,
  ) => void;
  readonly join: (
    u: number,
    w: number,
    part: number,
    su: number,
    sw: number,
    squaresU: number,
    squaresW: number,
    blocks: number,
    q: number,
    joins: number,
  ) => void;
  readonly writeJoined: (
    u: number,
    w: number,
    su: number,
    sw: number,
    blocks: number,
    joined: number,
    knots: number,
  ) => void;
  readonly applyGreen: (
    u: number,
    w: number,
    su: number,
    sw: number,
    blocks: number,
    count: number,
    b: number,
    x: number,
  ) => void;
  readonly dot: (a: number, b: number, length: number) => number;
  readonly addMultiple: (x: number, factor: number, y: number, length: number) => void;
  readonly scale: (x: number, factor: number, length: number) => void;
  readonly toFloat32: (x: number, rounded: number, length: number) => void;
  readonly inSeries: JoinRows;
  readonly inParallel: JoinRows;
  readonly withResistor: JoinRows;
  readonly besideResistor: JoinRows;
  readonly besideCapacitor: (
    x: number,
    xStep: number,
    c: number,
    cStep: number,
    into: number,
    rows: number,
    half: number,
    angular: number,
  ) => void;
  readonly distances: (
    z: number,
    step: number,
    reference: number,
    weights: number,
    frequencies: number,
    half: number,
    into: number,
    rows: number,
  ) => void;
  readonly shuntedDistances: (
    r: number,
    rStep: number,
    x: number,
    xStep: number,
    y: number,
    yStep: number,
    reference: number,
    weights: number,
    frequencies: number,
    half: number,
    into: number,
    rows: number,
  ) => void;
  readonly writeFull: (z: number, half: number, into: number) => void;
  readonly writeComplex: (z: number, half: number, into: number) => void;
}

/** Joins rows of impedances by others, or by resistors. */
export type JoinRows = (
  x: number,
  xStep: number,
  y: number,
  yStep: number,
  into: number,
  rows: number,
  half: number,
) => void;

/** The builds of the kernels, best first. */
export const kernelBuilds = ["relaxed", "simd"] as const;

/**
 * Compiles the first build that this engine can run.
 * @param read gives the bytes of a build by its name
 * @param compile how they are compiled. Default: as the engine likes
 * @throws Error when the engine has no WebAssembly SIMD at all
 */
export async function compileKernels(
  read: (build: (typeof kernelBuilds)[number]) => Promise<BufferSource>,
  compile = (bytes: BufferSource) => new WebAssembly.Module(bytes),
): Promise<WebAssembly.Module> {
  for (const build of kernelBuilds) {
    const bytes = await read(build);
    if (WebAssembly.validate(bytes)) return compile(bytes);
  }
  throw new Error("This JavaScript engine cannot run WebAssembly SIMD; Node 24 or later can.");
}

/** A fresh instance with an empty memory. */
export function instantiateKernels(module: WebAssembly.Module): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { abort: unreachable } });
  return exports as unknown as Kernels;
}

function unreachable(): never {
  throw new Error("A kernel aborted.");
}
