/** Lipinski's rule of five (doi:10.1016/S0169-409X(00)00129-0). */
import type { LigandDescriptors } from "./validation.ts";

/** Which of the four rules a molecule breaks, a sentence each. */
export function ruleOfFiveViolations({
  mw,
  clogp,
  hbd,
  hba,
}: Pick<LigandDescriptors, "mw" | "clogp" | "hbd" | "hba">): string[] {
  return [
    ...(mw > 500 ? [`a molecular weight of ${mw.toFixed(1)}, over 500`] : []),
    ...(clogp > 5 ? [`a log P of ${clogp.toFixed(2)}, over 5`] : []),
    ...(hbd > 5 ? [`${hbd} hydrogen bond donors, over 5`] : []),
    ...(hba > 10 ? [`${hba} hydrogen bond acceptors, over 10`] : []),
  ];
}
