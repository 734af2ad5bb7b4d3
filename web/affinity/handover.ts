/** What was given where one ligand is asked for, and is of a screen: on its way there. */

/** A protein and several ligands, as they were written. */
export interface Handover {
  readonly protein: string;
  readonly ligands: string;
}

let handed: Handover | undefined;

/** Leaves it for the form that asks for a screen. */
export function handOver(what: Handover): void {
  handed = what;
}

/** Takes what was left; nothing the second time. */
export function takeOver(): Handover | undefined {
  const taken = handed;
  handed = undefined;
  return taken;
}
