/** Jobs in words: what was asked for, and times. */
import { predictionKind, screenKind } from "#src/affinity/kinds.ts";
import { hasEnded, type Job } from "#src/client/index.ts";

/** Longest description of a request, and of one of its values, characters. */
const longest = 90;
const longestValue = 32;

/** What a screen has by now, before what it does, as in `3 of 9 predicted · best 2 nM (a) · Starting`. */
const screenSaid = /^.*? predicted(?: · best .*\)(?= · |$))?/;

/** Values on each axis of a sweep that says nothing of them, as the server has it. */
const usualSize = 5;

/** What tells a job from others, as in `count to 100 · interval 0.05, 0b9d5a64`. */
export function describeJob({ id, ...job }: Pick<Job, "id" | "kind" | "request">): string {
  return `${titleOf(job)}, ${id.slice(0, 8)}`;
}

/** What a job does, as in `count to 100 · interval 0.05`. */
export function titleOf({ kind, request }: Pick<Job, "kind" | "request">): string {
  return `${kind} ${describeRequest(request, kind)}`.trim();
}

/** What a job said last; once it has ended, without what it was doing, and how long that would take. */
export function lastWord({
  kind,
  state,
  message,
}: Pick<Job, "kind" | "state" | "message">): string {
  if (!hasEnded(state)) return message;
  if (kind === screenKind) return screenSaid.exec(message)?.[0] ?? message;
  return message.replace(/ · [^·]+ left$/, "");
}

/** A request on one line, as in `to 100 · interval 0.05`; what is long is cut. */
export function describeRequest(request: unknown, kind?: string): string {
  if (typeof request !== "object" || request === null) return "";
  if (kind === "sweep") return describeSweep(request);
  if (kind === predictionKind) return describePrediction(request);
  if (kind === screenKind) return describeScreen(request);
  const parts = Object.entries(request).map(([name, value]) => {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return `${name.replaceAll("_", " ")} ${shortened(text, longestValue)}`;
  });
  return shortened(parts.join(" · "), longest);
}

/** As in `R0-p(R1,C1) · 1,000 points · cell.npz`. */
function describeSweep(request: {
  readonly circuit?: unknown;
  readonly axes?: unknown;
  readonly grid_size?: unknown;
  readonly filename?: unknown;
}): string {
  const { circuit, axes, grid_size: size = usualSize, filename } = request;
  const counts = Array.isArray(axes) ? axes.map((axis) => Number(axis?.count ?? size)) : undefined;
  const points = counts?.reduce((product, count) => product * count, 1);
  const grid = points ? `${points.toLocaleString()} points` : `${size} values each`;
  const parts = [circuit && shortened(String(circuit), 2 * longestValue), grid, filename];
  return parts.filter(Boolean).join(" · ");
}

/** As in `protein of 76 residues · CC(=O)Oc1ccccc1C(=O)O · demonstration`. */
function describePrediction(request: {
  readonly protein?: { readonly sequence?: unknown };
  readonly ligand?: { readonly smiles?: unknown };
  readonly engine?: unknown;
}): string {
  const { protein, ligand, engine } = request;
  const { length } = String(protein?.sequence ?? "");
  const parts = [
    `protein of ${length.toLocaleString()} ${length === 1 ? "residue" : "residues"}`,
    shortened(String(ligand?.smiles ?? ""), longestValue),
    engine !== "boltz" && engine,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** As in `Kinase hits · 120 ligands · demonstration`. */
function describeScreen(request: {
  readonly name?: unknown;
  readonly ligands?: unknown;
  readonly engine?: unknown;
}): string {
  const { name, ligands, engine } = request;
  const size = ligands === 1 ? "1 ligand" : `${ligands} ligands`;
  const parts = [
    // One that was given no name is called by its size.
    name !== size && shortened(String(name ?? ""), 2 * longestValue),
    ligands !== undefined && size,
    engine !== "boltz" && engine,
  ];
  return parts.filter(Boolean).join(" · ");
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** As in `0.4 s`, `12 s`, `3 min 05 s` or `2 h 10 min`, of milliseconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(whole % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** As in `just now`, `5 min ago`, `3 h ago`, or the day, of two times in ms since 1970. */
export function ago(time: number, now: number): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return new Date(time).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/** A time to the second, in the reader's own zone and manner. */
export function exactTime(time: string | number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

/** As in `14:05:09`, in the reader's own manner, of ms since 1970. */
export function timeOfDay(time: number): string {
  return new Date(time).toLocaleTimeString(undefined, { timeStyle: "medium" });
}

/** A share 0 … 1 as whole per cent; 100 only when all is done. */
export function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}
