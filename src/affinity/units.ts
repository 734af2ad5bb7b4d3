/**
 * What Boltz-2's two affinity numbers mean. `affinity_pred_value` is y = log10(IC50 / µM): it ranks
 * active molecules. `affinity_probability_binary` is a probability of binding at all: it tells binders
 * from decoys. (Boltz, docs/prediction.md.)
 */

/** A predicted affinity in units that people use. */
export interface AffinityUnits {
  /** IC50 in nmol/l: 10^(y + 3). */
  readonly ic50_nm: number;
  /** −log10(IC50 / mol/l): 6 − y. */
  readonly pic50: number;
  /** In kcal/mol, as if IC50 were a Kd at 25 °C: −1.364 (6 − y), where 1.364 is ln(10) R T. */
  readonly delta_g: number;
}

/** ln(10) R T at 298.15 K, in kcal/mol. */
const kcalPerDecade = 1.364;

/** What must be said wherever ΔG is shown. */
export const deltaGNote =
  "ΔG is an approximation from the predicted IC50, taken as if it were a Kd; it is not a Kd, which depends on the assay's substrate and concentrations.";

/**
 * y in other units. A y that no number can hold in nmol/l, beyond ±300, is nothing Boltz gives.
 * @throws RangeError
 */
export function affinityUnits(y: number): AffinityUnits {
  if (!(Math.abs(y) <= 300)) throw new RangeError(`${y} is not the logarithm of an IC50.`);
  const pic50 = 6 - y;
  return { ic50_nm: 10 ** (y + 3), pic50, delta_g: -kcalPerDecade * pic50 };
}

/** A concentration in nmol/l as people write it: three digits, and the unit that suits. */
export function concentrationText(nanomolar: number): string {
  const units = ["fM", "pM", "nM", "µM", "mM", "M"];
  // Rounded first, so that 999.6 nM is 1.00 µM.
  const rounded = Number((nanomolar * 1e6).toPrecision(3));
  const thousands = Math.floor(Math.log10(rounded) / 3 + 1e-12);
  const index = Math.min(Math.max(thousands, 0), units.length - 1);
  const scaled = rounded / 1000 ** index;
  const plain = scaled >= 0.01 && scaled < 1000;
  return `${plain ? scaled.toPrecision(3) : scaled.toExponential(2)} ${units[index]}`;
}

/** A probability of binding in words. The steps are ours; Boltz gives none. */
export function bindingInWords(probability: number): string {
  if (probability >= 0.8) return "likely a binder";
  if (probability >= 0.5) return "rather a binder than not";
  if (probability > 0.2) return "rather not a binder";
  return "unlikely to bind";
}
