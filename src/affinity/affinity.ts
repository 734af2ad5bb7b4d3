/** The part of a result that follows from the two models' numbers. */
import type { Affinity } from "./result.ts";
import { affinityUnits, bindingInWords, deltaGNote } from "./units.ts";

/** What one model says, in Boltz's own names. */
export type Member = Affinity["members"][number];

/**
 * A result's affinity.
 *
 * @param whole what the ensemble says; with a correction for weight it is not the members' mean
 * @param members what its two models say
 */
export function affinityOf(whole: Member, members: [Member, Member]): Affinity {
  const [a, b] = members;
  return {
    ...whole,
    members,
    spread: Math.abs(a.affinity_pred_value - b.affinity_pred_value),
    ...affinityUnits(whole.affinity_pred_value),
    delta_g_note: deltaGNote,
    binding: bindingInWords(whole.affinity_probability_binary),
  };
}
