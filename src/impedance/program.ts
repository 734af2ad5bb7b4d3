/**
 * A circuit compiled to vector operations over frequencies: no tree is walked and nothing allocated
 * while it is evaluated, however many sets of parameters there are.
 */
import { type Band, type Vector, vector } from "./band.ts";
import type { Circuit } from "./circuit.ts";
import { type ElementSymbol, kindOf } from "./elements.ts";
import { besideCapacitor, besideResistor, inParallel, inSeries, withResistor } from "./joins.ts";

/** One operation on registers, each of which holds a complex number per frequency. */
export type Step =
  /** register[into] = Z of an element whose first parameter is number `first`. */
  | {
      readonly operation: "element";
      readonly symbol: ElementSymbol;
      readonly first: number;
      readonly into: number;
    }
  /** register[into] is joined, in series or in parallel, by register[from]. */
  | { readonly operation: "series" | "parallel"; readonly into: number; readonly from: number }
  /** register[into] is joined by a resistor or a capacitor, parameter number `first`. */
  | { readonly operation: DirectJoin; readonly first: number; readonly into: number };

/** The joins so common and so cheap that they need no register of their own. */
export type DirectJoin = "series R" | "parallel R" | "parallel C";

/** A compiled circuit: plain data. Its answer is in register 0 at the end. */
export interface Program {
  readonly steps: readonly Step[];
  /** How many registers it needs: a handful for any circuit, for they are used again. */
  readonly registers: number;
  /** How many parameters it reads, in the order of `parametersOf`. */
  readonly parameters: number;
}

/** Compiles a circuit. */
export function compile(circuit: Circuit): Program {
  const counter = { parameters: 0 };
  const root = numbered(circuit, counter);
  const steps = stepsOf(root, 0);
  const registers = 1 + Math.max(...steps.map(({ into }) => into));
  return { steps, registers, parameters: counter.parameters };
}

/** A part with the number of its first parameter, and of the registers it takes. */
type Numbered =
  | {
      readonly kind: "element";
      readonly symbol: ElementSymbol;
      readonly first: number;
      readonly registers: number;
    }
  | {
      readonly kind: "series" | "parallel";
      readonly children: readonly [Numbered, ...Numbered[]];
      readonly registers: number;
    };

function numbered(part: Circuit, counter: { parameters: number }): Numbered {
  if (part.kind === "element") {
    const first = counter.parameters;
    counter.parameters += kindOf(part.symbol).parameters.length;
    return { kind: "element", symbol: part.symbol, first, registers: 1 };
  }
  const { kind } = part;
  const children = (kind === "series" ? part.parts : part.branches).map((child) =>
    numbered(child, counter),
  );
  const taken = (child: Numbered) => (directJoin(kind, child) === undefined ? child.registers : 0);
  // The neediest first: whatever comes after it has one register less.
  children.sort((a, b) => taken(b) - taken(a));
  const [neediest, next] = children as [Numbered, Numbered];
  return {
    kind,
    children: children as [Numbered, ...Numbered[]],
    registers: Math.max(neediest.registers, 1 + taken(next)),
  };
}

function directJoin(kind: "series" | "parallel", child: Numbered): DirectJoin | undefined {
  if (child.kind !== "element") return undefined;
  if (child.symbol === "R") return `${kind} R`;
  return child.symbol === "C" && kind === "parallel" ? "parallel C" : undefined;
}

function stepsOf(part: Numbered, into: number): Step[] {
  if (part.kind === "element") {
    const { symbol, first } = part;
    return [{ operation: "element", symbol, first, into }];
  }
  const [neediest, ...others] = part.children;
  const from = into + 1;
  return [
    ...stepsOf(neediest, into),
    ...others.flatMap((child): Step[] => {
      const direct = directJoin(part.kind, child);
      return direct !== undefined && child.kind === "element"
        ? [{ operation: direct, first: child.first, into }]
        : [...stepsOf(child, from), { operation: part.kind, into, from }];
    }),
  ];
}

/** Writes the impedance, in Ω, at each frequency of the band. Allocates nothing. */
export type Evaluator = (parameters: Float64Array, impedance: Vector) => void;

/**
 * Makes a program ready for a band of frequencies. What it returns keeps its registers: it is for
 * one thread, and two calls may not be interleaved.
 */
export function evaluator(program: Program, band: Band): Evaluator {
  const registers = Array.from({ length: program.registers }, () => vector(band.count));
  const actions = program.steps.map((step) => actionOf(step, registers, band));
  return (parameters, impedance) => {
    registers[0] = impedance;
    for (const act of actions) act(parameters);
  };
}

type Action = (parameters: Float64Array) => void;

/** What a step does to the registers, which it looks up each time: the first is exchanged. */
function actionOf(step: Step, registers: readonly Vector[], band: Band): Action {
  switch (step.operation) {
    case "element": {
      const { impedance } = kindOf(step.symbol).law;
      return (parameters) => impedance(parameters, step.first, band, registers[step.into]!);
    }
    case "series":
      return () => inSeries(registers[step.into]!, registers[step.from]!);
    case "parallel":
      return () => inParallel(registers[step.into]!, registers[step.from]!);
    case "series R":
      return (parameters) => withResistor(registers[step.into]!, parameters[step.first]!);
    case "parallel R":
      return (parameters) => besideResistor(registers[step.into]!, parameters[step.first]!);
    case "parallel C":
      return (parameters) => besideCapacitor(registers[step.into]!, parameters[step.first]!, band);
  }
}
