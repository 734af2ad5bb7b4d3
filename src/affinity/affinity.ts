/** The part of a result that follows from the two models' numbers. */
import type { Affinity } from "./result.ts";
import { affinityUnits, bindingInWords, deltaGNote } from "./units.ts";

/** What one model says, in Boltz's own names. */
export type Member = NonNullable<Affinity["members"]>[number];

/**
 * A result's affinity.
 *
 * @param whole what the ensemble says; with a correction for weight it is not the members' mean
 * @param members what its two models say, if that is known
 */
export function affinityOf(whole: Member, members?: [Member, Member]): Affinity {
  const { affinity_pred_value, affinity_probability_binary } = whole;
  return {
    affinity_pred_value,
    affinity_probability_binary,
    ...(members && { members, ...namedByBoltz(members), spread: spreadOf(members) }),
    ...affinityUnits(whole.affinity_pred_value),
    delta_g_note: deltaGNote,
    binding: bindingInWords(whole.affinity_probability_binary),
  };
}

/** The models' figures by the names of Boltz's own file, which programs know. */
function namedByBoltz([a, b]: [Member, Member]) {
  return {
    affinity_pred_value1: a.affinity_pred_value,
    affinity_probability_binary1: a.affinity_probability_binary,
    affinity_pred_value2: b.affinity_pred_value,
    affinity_probability_binary2: b.affinity_probability_binary,
  };
}

function spreadOf([a, b]: [Member, Member]): number {
  return Math.abs(a.affinity_pred_value - b.affinity_pred_value);
}
