/** Circuits worth beginning with. */
import type { NamedValues } from "./model.ts";

/** A named circuit with values that show what it is about. */
export interface Preset {
  readonly name: string;
  readonly circuit: string;
  /** What it stands for, in a sentence. */
  readonly shows: string;
  readonly values: NamedValues;
}

/** The preset that is of a circuit, given as `formatCircuit` writes it. */
export function presetOf(circuit: string): Preset | undefined {
  return presets.find((preset) => preset.circuit === circuit);
}

/** The presets, the standard circuit first: where its sliders are at first, two relaxations show. */
export const presets: readonly Preset[] = [
  {
    name: "Epithelium",
    circuit: "p(Rsh,p(Ra,Ca)-p(Rb,Cb))",
    shows:
      "A cell layer: the apical and the basal membrane in series, beside the shunt between cells.",
    values: { Rsh: 4000, Ra: 3000, Ca: 0.5e-6, Rb: 2000, Cb: 2e-5 },
  },
  {
    name: "Randles",
    circuit: "R0-p(R1,C1)",
    shows: "An electrode: the solution, then charge transfer beside the double layer.",
    values: { R0: 20, R1: 250, C1: 2e-5 },
  },
  {
    name: "Randles, CPE",
    circuit: "R0-p(R1,CPE1)",
    shows: "A rough electrode: its double layer’s arc is depressed.",
    values: { R0: 20, R1: 250, CPE1_0: 5e-5, CPE1_1: 0.82 },
  },
  {
    name: "Warburg",
    circuit: "R0-p(R1-W1,C1)",
    shows: "An electrode that reactants diffuse to: a line of 45° follows the arc.",
    values: { R0: 20, R1: 250, W1: 40, C1: 2e-5 },
  },
  {
    name: "Two arcs",
    circuit: "R0-p(R1,C1)-p(R2,C2)",
    shows: "Two relaxations in series, such as grains and their boundaries.",
    values: { R0: 50, R1: 400, C1: 1e-7, R2: 800, C2: 2e-5 },
  },
  {
    name: "Battery",
    circuit: "L0-R0-p(R1,CPE1)-p(R2-Wo1,CPE2)",
    shows:
      "A lithium cell: leads, film, charge transfer, and diffusion in particles of finite size.",
    values: {
      L0: 2e-7,
      R0: 0.02,
      R1: 0.008,
      CPE1_0: 0.5,
      CPE1_1: 0.8,
      R2: 0.015,
      Wo1_0: 0.02,
      Wo1_1: 30,
      CPE2_0: 5,
      CPE2_1: 0.85,
    },
  },
];
