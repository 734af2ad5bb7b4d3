/**
 * How much memory a prediction takes. Boltz publishes no figure. The one here is of ChimeraX's author
 * in github.com/jwohlwend/boltz/issues/575: an RTX 4090 of 24 GB holds about 1300 residues, and
 * memory grows with their square.
 */

const measured = { residues: 1300, gigabytes: 24 };

/** Residues that a GPU of 8 GB would hold; below that nobody needs a warning. */
const unremarkable = 750;

/** Gigabytes of memory that a prediction of so many residues takes, roughly. */
function gigabytesFor(residues: number): number {
  return measured.gigabytes * (residues / measured.residues) ** 2;
}

/** A sentence about the memory that so many residues take, if it is much. */
export function memoryWarning(residues: number): string | undefined {
  if (residues <= unremarkable) return undefined;
  const gigabytes = Math.round(gigabytesFor(residues));
  return `${residues} residues take about ${gigabytes} GB of GPU memory, going by 24 GB for 1300 and growth with the square.`;
}

/** Residues that so many bytes of memory hold, roughly. */
export function residuesWithin(bytes: number): number {
  const { residues, gigabytes } = measured;
  return Math.floor((residues * Math.sqrt(bytes / 1e9 / gigabytes)) / 10) * 10;
}
