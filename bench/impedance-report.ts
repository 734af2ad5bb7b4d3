/** The impedance comparison as Markdown tables. */
import { median } from "./measure.ts";
import { table } from "./table.ts";

/** What a file took, in seconds. */
export interface Files {
  /** Until it was closed. */
  readonly seconds: number;
  /** Until it was on the disk. */
  readonly synced: number;
  /** Of it `savez` alone. */
  readonly saving?: number;
}

/** What was measured of one grid; samples in ms where nothing else is said. */
export interface Measured {
  readonly points: number;
  readonly frequencies: number;
  /** Of our file. */
  readonly bytes: number;
  readonly threads: number;
  readonly alone: readonly number[];
  readonly rank: readonly number[];
  readonly numpyRank: readonly number[];
  /** Scaled from a sample to the whole grid. */
  readonly predict: readonly number[];
  readonly write: readonly number[];
  readonly numpyWrite: readonly Files[];
  readonly disk: readonly Files[];
  readonly open: readonly number[];
  readonly numpyOpen: readonly number[];
}

/** The tables, with what each column is. */
export function impedanceReport(
  measured: readonly Measured[],
  versions: Readonly<Record<string, string>>,
): string {
  const { frequencies, threads } = measured[0]!;
  return `- Python ${versions.python}, NumPy ${versions.numpy}

Grids of the standard circuit over ${frequencies} frequencies. Median of the rounds, in ms, least in
parentheses; the contenders of a table take turns, and NumPy's five best resnorms are held against ours.

## Ranking

Every point measured, and all of them put into order. \`predict\` is impedance.py's own, one circuit after
another, ranked by nobody: a sample of 5⁵ points scaled up. NumPy is vectorised, in slabs of 20,000 points.

${table(
  [
    "points",
    "`predict`*",
    "NumPy",
    "ours, one thread",
    `ours, ${threads} threads`,
    "NumPy / ours",
    "M impedances/s",
  ],
  measured.map((grid) => [
    grid.points.toLocaleString("en"),
    `${median(grid.predict).toFixed(0)}*`,
    told(grid.numpyRank),
    told(grid.alone),
    told(grid.rank),
    ratio(grid.numpyRank, grid.rank),
    ((grid.points * frequencies) / median(grid.rank) / 1000).toFixed(0),
  ]),
)}

\\* scaled from a sample

## To a closed file

Ranked, spectra computed and written in ranked order. Ours is a job's work without the job: threads are
begun, the bytes digested (SHA-256), and the file is on the disk (\`fsync\`) before it appears. NumPy's is
closed after the third column, on the disk after the fourth. The disk's own is as many bytes of
nothing, written and synced.

${table(
  [
    "points",
    "MB",
    "NumPy, closed",
    "NumPy, on the disk",
    "ours, on the disk",
    "closed / ours",
    "on the disk / ours",
    "the disk's own",
    "disk's own / ours",
  ],
  measured.map((grid) => {
    const closed = grid.numpyWrite.map(({ seconds }) => seconds * 1000);
    const synced = grid.numpyWrite.map((files) => files.synced * 1000);
    const disk = grid.disk.map((files) => files.synced * 1000);
    return [
      grid.points.toLocaleString("en"),
      (grid.bytes / 1e6).toFixed(0),
      told(closed),
      told(synced),
      told(grid.write),
      ratio(closed, grid.write),
      ratio(synced, grid.write),
      told(disk),
      ratio(disk, grid.write),
    ];
  }),
)}

## Reading

A file of which nothing is known: opened, its best 1,000 listed and one spectrum read. NumPy's reader
loads the arrays, sorts and picks, as the established program does. The file is in the system's cache.

${table(
  ["points", "`numpy.load`", "ours", "NumPy / ours"],
  measured.map((grid) => [
    grid.points.toLocaleString("en"),
    told(grid.numpyOpen),
    told(grid.open),
    ratio(grid.numpyOpen, grid.open),
  ]),
)}
`;
}

function told(samples: readonly number[]): string {
  return `${short(median(samples))} (${short(Math.min(...samples))})`;
}

function short(ms: number): string {
  return ms < 100 ? ms.toPrecision(3) : ms.toFixed(0);
}

function ratio(slow: readonly number[], fast: readonly number[]): string {
  return `${(median(slow) / median(fast)).toFixed(1)}×`;
}
