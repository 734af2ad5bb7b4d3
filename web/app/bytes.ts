/** Sizes of files and of memory, for people. */

const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

/** As in `256 MiB` or `4.8 GiB`: in powers of two, as limits are set. */
export function bytes(count: number): string {
  if (count === 1) return "1 byte";
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
  const amount = count / 1024 ** power;
  return `${amount.toLocaleString(undefined, { maximumFractionDigits: 1 })} ${units[power]}`;
}
