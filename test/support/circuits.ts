/** Circuits at random, and their impedance worked out the plain way. */
import fc from "fast-check";
import { bandOf, vector } from "#src/impedance/band.ts";
import { type Circuit, parametersOf, series } from "#src/impedance/circuit.ts";
import { type ElementSymbol, elementSymbols, kindOf } from "#src/impedance/elements.ts";

/** Any circuit of a few elements; their names are unique. */
export function circuitOf(
  symbols: readonly ElementSymbol[] = elementSymbols,
): fc.Arbitrary<Circuit> {
  const leaf = fc.constantFrom(...symbols).map(
    (symbol): Circuit => ({
      kind: "element",
      name: symbol,
      symbol,
    }),
  );
  const { tree } = fc.letrec<{ tree: Circuit }>((tie) => {
    const parts = fc.array(tie("tree"), { minLength: 2, maxLength: 4 });
    return {
      tree: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        parts.map(series),
        parts.map((branches): Circuit => ({ kind: "parallel", branches })),
      ),
    };
  });
  return tree.map((circuit) => renamed(circuit, { next: 0 }));
}

function renamed(circuit: Circuit, counter: { next: number }): Circuit {
  switch (circuit.kind) {
    case "element":
      return { ...circuit, name: `${circuit.symbol}${counter.next++}` };
    case "series":
      return { kind: "series", parts: circuit.parts.map((part) => renamed(part, counter)) };
    case "parallel":
      return { kind: "parallel", branches: circuit.branches.map((b) => renamed(b, counter)) };
  }
}

/** A circuit with parameters within a decade of its defaults. */
export function circuitWithParameters(
  symbols?: readonly ElementSymbol[],
): fc.Arbitrary<{ circuit: Circuit; parameters: Float64Array }> {
  return circuitOf(symbols).chain((circuit) => {
    const values = parametersOf(circuit).map(({ default: value, most }) =>
      most === 1
        ? fc.double({ min: 0.4, max: 1, noNaN: true })
        : fc.double({ min: -1, max: 1, noNaN: true }).map((decade) => value * 10 ** decade),
    );
    return fc.tuple(...values).map((drawn) => ({ circuit, parameters: Float64Array.from(drawn) }));
  });
}

/** A complex number. */
export interface Impedance {
  readonly re: number;
  readonly im: number;
}

/** The impedance at one frequency by walking the tree; a parallel is 1/Σ(1/Z). */
export function impedanceOf(
  circuit: Circuit,
  parameters: Float64Array,
  frequency: number,
): Impedance {
  const reader = { next: 0 };
  const walk = (part: Circuit): Impedance => {
    if (part.kind === "element") {
      const kind = kindOf(part.symbol);
      const z = vector(1);
      kind.law.impedance(parameters, reader.next, bandOf([frequency]), z);
      reader.next += kind.parameters.length;
      return { re: z.re[0]!, im: z.im[0]! };
    }
    if (part.kind === "series") return part.parts.map(walk).reduce(sum);
    return inverse(part.branches.map(walk).map(inverse).reduce(sum));
  };
  return walk(circuit);
}

function sum(a: Impedance, b: Impedance): Impedance {
  return { re: a.re + b.re, im: a.im + b.im };
}

function inverse({ re, im }: Impedance): Impedance {
  const norm = re * re + im * im;
  return { re: re / norm, im: -im / norm };
}
