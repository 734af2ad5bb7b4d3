/**
 * How a circuit's impedance follows its parameters: ∂Z/∂ln p for all of them at once, exactly. What
 * an element's impedance counts for is handed down the tree: all of it through a series, (Z/Zᵢ)² of
 * it to a branch i of a parallel, whose impedance is Z.
 */
import { type Band, type Vector, vector } from "./band.ts";
import type { Circuit } from "./circuit.ts";
import { kindOf } from "./elements.ts";
import { inParallel, inSeries } from "./joins.ts";

/**
 * Writes the impedance, and its slope by the logarithm of each parameter, one vector of the band's
 * length each, all in Ω. Allocates nothing.
 */
export type Differentiator = (
  parameters: Float64Array,
  impedance: Vector,
  slopes: readonly Vector[],
) => void;

/** Makes a circuit ready for a band. What it returns keeps its own vectors: it is for one thread. */
export function differentiator(circuit: Circuit, band: Band): Differentiator {
  const counter = { parameters: 0 };
  const root = nodeOf(circuit, band, counter);
  const whole = vector(band.count);
  whole.re.fill(1);
  return (parameters, impedance, slopes) => {
    root.forward(parameters);
    impedance.re.set(root.z.re);
    impedance.im.set(root.z.im);
    root.backward(parameters, whole, slopes);
  };
}

interface Node {
  readonly z: Vector;
  /** Computes z, of this part and all within. */
  readonly forward: (parameters: Float64Array) => void;
  /** Writes the slopes within this part, which counts for `weight` in the whole. */
  readonly backward: (parameters: Float64Array, weight: Vector, slopes: readonly Vector[]) => void;
}

function nodeOf(part: Circuit, band: Band, counter: { parameters: number }): Node {
  const z = vector(band.count);
  switch (part.kind) {
    case "element": {
      const { law, parameters: kinds } = kindOf(part.symbol);
      const first = counter.parameters;
      counter.parameters += kinds.length;
      const own = kinds.map(() => vector(band.count));
      return {
        z,
        forward: (parameters) => law.impedance(parameters, first, band, z),
        backward(parameters, weight, slopes) {
          law.slopes(parameters, first, band, z, own);
          for (let k = 0; k < own.length; k++) multiply(own[k]!, weight, slopes[first + k]!);
        },
      };
    }
    case "series": {
      const children = part.parts.map((child) => nodeOf(child, band, counter));
      return {
        z,
        forward: (parameters) => join(children, inSeries, parameters, z),
        backward(parameters, weight, slopes) {
          for (const child of children) child.backward(parameters, weight, slopes);
        },
      };
    }
    case "parallel": {
      const children = part.branches.map((child) => nodeOf(child, band, counter));
      const share = vector(band.count);
      return {
        z,
        forward: (parameters) => join(children, inParallel, parameters, z),
        backward(parameters, weight, slopes) {
          for (const child of children) {
            shareOf(child.z, z, weight, share);
            child.backward(parameters, share, slopes);
          }
        },
      };
    }
  }
}

function join(
  children: readonly Node[],
  into: (z: Vector, w: Vector) => void,
  parameters: Float64Array,
  z: Vector,
): void {
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    child.forward(parameters);
    if (i === 0) {
      z.re.set(child.z.re);
      z.im.set(child.z.im);
    } else {
      into(z, child.z);
    }
  }
}

/** What a branch of impedance `branch` counts for in a parallel of impedance z: weight·(z/branch)². */
function shareOf(branch: Vector, z: Vector, weight: Vector, share: Vector): void {
  for (let i = 0; i < z.re.length; i++) {
    const a = branch.re[i]!;
    const b = branch.im[i]!;
    const norm = a * a + b * b;
    const ratioRe = (z.re[i]! * a + z.im[i]! * b) / norm;
    const ratioIm = (z.im[i]! * a - z.re[i]! * b) / norm;
    share.re[i] = ratioRe * ratioRe - ratioIm * ratioIm;
    share.im[i] = 2 * ratioRe * ratioIm;
  }
  multiply(share, weight, share);
}

function multiply(a: Vector, b: Vector, product: Vector): void {
  for (let i = 0; i < a.re.length; i++) {
    const re = a.re[i]! * b.re[i]! - a.im[i]! * b.im[i]!;
    product.im[i] = a.re[i]! * b.im[i]! + a.im[i]! * b.re[i]!;
    product.re[i] = re;
  }
}
