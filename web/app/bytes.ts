/** Sizes of files and of memory, for people. */

/** As in `162.4 MB` of a file: in powers of ten, as jobs and the command line tell it. */
export function bytes(count: number): string {
  return inUnits(count, 1000, ["bytes", "kB", "MB", "GB", "TB"]);
}

/** As in `256 MiB` of a limit: in powers of two, as limits are set. */
export function binaryBytes(count: number): string {
  return inUnits(count, 1024, ["bytes", "KiB", "MiB", "GiB", "TiB"]);
}

function inUnits(count: number, base: number, units: readonly string[]): string {
  if (count === 1) return "1 byte";
  const exact = Math.log(Math.max(1, count)) / Math.log(base);
  // 1000³ has a logarithm that rounding leaves below 3.
  const power = Math.min(units.length - 1, Math.floor(exact + 1e-9));
  const amount = count / base ** power;
  return `${amount.toLocaleString(undefined, { maximumFractionDigits: 1 })} ${units[power]}`;
}
