/**
 * The elements a circuit is built of, in impedance.py's vocabulary: for each its symbol, what it is,
 * its formula, and its parameters with unit, default and bounds. ω = 2πf.
 */
import { openWarburg, shortWarburg, transmissionLine } from "./diffusion.ts";
import { finiteGerischer, gerischer } from "./gerischer.ts";
import type { Law } from "./law.ts";
import { porousElectrode } from "./porous.ts";
import {
  capacitor,
  constantPhase,
  inductor,
  modifiedInductor,
  resistor,
  warburg,
} from "./power-law.ts";
import { relaxation, zarc } from "./relaxation.ts";

/** One parameter of a kind of element. */
export interface ElementParameter {
  /** What it is, in a few words. */
  readonly meaning: string;
  /** Its SI unit; empty for a pure number. */
  readonly unit: string;
  /** A value to begin with: of the order met in cells and tissues of 1 cm². */
  readonly default: number;
  /** The least and the greatest value it may have. */
  readonly least: number;
  readonly most: number;
}

/** A kind of element. */
export interface ElementKind {
  /** What it is, in a few words. */
  readonly meaning: string;
  /** Its impedance in Ω, as a line of text. */
  readonly formula: string;
  readonly parameters: readonly ElementParameter[];
  readonly law: Law;
}

/**
 * A quantity that is positive, within what leaves products and quotients of several of them in the
 * range of float64; no cell comes near either bound.
 */
const positive = (meaning: string, unit: string, byDefault: number): ElementParameter => ({
  meaning,
  unit,
  default: byDefault,
  least: 1e-18,
  most: 1e18,
});

/** An exponent of jω. Beyond 1 a passive element cannot be; at 0 it is a resistor. */
const exponent = (byDefault: number): ElementParameter => ({
  meaning: "exponent",
  unit: "",
  default: byDefault,
  least: 0,
  most: 1,
});

/** Every kind of element by its symbol. */
export const elements = {
  R: {
    meaning: "resistor",
    formula: "R",
    parameters: [positive("resistance", "Ω", 100)],
    law: resistor,
  },
  C: {
    meaning: "capacitor",
    formula: "1/(jωC)",
    parameters: [positive("capacitance", "F", 1e-6)],
    law: capacitor,
  },
  L: {
    meaning: "inductor",
    formula: "jωL",
    parameters: [positive("inductance", "H", 1e-6)],
    law: inductor,
  },
  W: {
    meaning: "semi-infinite Warburg diffusion",
    formula: "A(1 − j)/√ω",
    parameters: [positive("Warburg coefficient", "Ω·s^−½", 10)],
    law: warburg,
  },
  Wo: {
    meaning: "finite-space Warburg diffusion, open end",
    formula: "Z0·coth(√(jωτ))/√(jωτ)",
    parameters: [positive("resistance", "Ω", 100), positive("diffusion time", "s", 1)],
    law: openWarburg,
  },
  Ws: {
    meaning: "finite-length Warburg diffusion, short end",
    formula: "Z0·tanh(√(jωτ))/√(jωτ)",
    parameters: [positive("resistance", "Ω", 100), positive("diffusion time", "s", 1)],
    law: shortWarburg,
  },
  CPE: {
    meaning: "constant phase element",
    formula: "1/(Q(jω)^α)",
    parameters: [positive("coefficient", "Ω⁻¹·s^α", 1e-5), exponent(0.9)],
    law: constantPhase,
  },
  La: {
    meaning: "modified inductor",
    formula: "L(jω)^α",
    parameters: [positive("coefficient", "Ω·s^α", 1e-6), exponent(0.9)],
    law: modifiedInductor,
  },
  G: {
    meaning: "Gerischer element",
    formula: "R/√(1 + jωt)",
    parameters: [positive("resistance", "Ω", 100), positive("reaction time", "s", 0.1)],
    law: gerischer,
  },
  Gs: {
    meaning: "Gerischer element of finite length",
    formula: "R/(√(1 + jωt)·tanh(φ√(1 + jωt)))",
    parameters: [
      positive("resistance", "Ω", 100),
      positive("reaction time", "s", 0.1),
      positive("relative length", "", 1),
    ],
    law: finiteGerischer,
  },
  K: {
    meaning: "relaxation",
    formula: "R/(1 + jωτ)",
    parameters: [positive("resistance", "Ω", 100), positive("time constant", "s", 1e-3)],
    law: relaxation,
  },
  Zarc: {
    meaning: "depressed relaxation",
    formula: "R/(1 + (jωτ)^γ)",
    parameters: [
      positive("resistance", "Ω", 100),
      positive("time constant", "s", 1e-3),
      exponent(0.9),
    ],
    law: zarc,
  },
  TLMQ: {
    meaning: "transmission line of a porous electrode",
    formula: "√(R·Zs)·coth(√(R/Zs)), Zs = 1/(Q(jω)^γ)",
    parameters: [
      positive("ionic resistance", "Ω", 100),
      positive("coefficient", "Ω⁻¹·s^γ", 1e-3),
      exponent(0.9),
    ],
    law: transmissionLine,
  },
  T: {
    meaning: "macrohomogeneous porous electrode",
    formula: "A·coth(β)/β + B/(β·sinh β), β = √(a + jωb)",
    parameters: [
      positive("A", "Ω", 100),
      positive("B", "Ω", 50),
      positive("relative rate of reaction a", "", 0.1),
      positive("time b", "s", 0.1),
    ],
    law: porousElectrode,
  },
} as const satisfies Record<string, ElementKind>;

/** The symbol of a kind of element. */
export type ElementSymbol = keyof typeof elements;

/** Every symbol, those that begin with another before it: `Wo` before `W`. */
export const elementSymbols = (Object.keys(elements) as ElementSymbol[]).sort(
  (a, b) => b.length - a.length,
);

/** The kind of element a symbol stands for. */
export function kindOf(symbol: ElementSymbol): ElementKind {
  return elements[symbol];
}
