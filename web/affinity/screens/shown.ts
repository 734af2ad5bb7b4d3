/**
 * Which ligands of a screen are shown, and in which order, as its address says it: a link is a table. What
 * cannot be read in one is left out, and said.
 */
import { type ScreenLigandState, screenLigandStates } from "#src/affinity/screen.ts";
import type { ShownSearch } from "../address.ts";
import { columns } from "./columns.ts";
import { type Figure, open, type Range, type Sieve, withRange } from "./sifting.ts";
import { byRank, type Order } from "./sorting.ts";

/** What a table and its plots show. */
export interface Shown {
  readonly sieve: Sieve;
  readonly order: Order;
}

/** The figures that have a range, by what the page calls them. */
const figures: Readonly<Record<Figure, string>> = {
  pic50: "pIC50",
  probability: "probability",
  heavy_atoms: "heavy atoms",
};

/** What an address shows, and what of it could not be read, in sentences. */
export function readShown({ text = "", state, order, ...ranges }: ShownSearch): {
  readonly shown: Shown;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const leaveOut = (what: string, why: string) =>
    problems.push(`The link’s ${what} was left out: ${why}`);
  let sieve: Sieve = { ...open, text, states: readStates(state, leaveOut) };
  for (const [figure, name] of Object.entries(figures) as [Figure, string][]) {
    const written = ranges[figure];
    const range = written === undefined ? undefined : readRange(written);
    sieve = withRange(sieve, figure, range);
    if (written !== undefined && range === undefined) {
      leaveOut(`range of ${name}`, `“${written}” is none, as in 5..7.5, 5.. or ..7.5.`);
    }
  }
  return { shown: { sieve, order: readOrder(order, leaveOut) }, problems };
}

/** What an address says of what is shown; nothing of what every table begins with. */
export function searchOf({ sieve: { text, states, ranges }, order }: Shown): ShownSearch {
  const isUsual = order.key === byRank.key && order.direction === byRank.direction;
  const written = Object.entries(ranges).map(([figure, range]) => [figure, writeRange(range)]);
  return {
    ...(text.trim() !== "" && { text: text.trim() }),
    ...(states.length > 0 && { state: states.join(",") }),
    ...Object.fromEntries(written),
    ...(!isUsual && { order: `${order.direction === "up" ? "" : "-"}${order.key}` }),
  };
}

type LeaveOut = (what: string, why: string) => void;

/** `completed,failed`: those that are states. */
function readStates(written: string | undefined, leaveOut: LeaveOut): ScreenLigandState[] {
  const given = [...new Set(written?.split(","))];
  const states = given.filter(isState);
  const strange = given.find((state) => !isState(state));
  if (strange !== undefined) {
    leaveOut("state", `“${strange}” is none of ${screenLigandStates.join(", ")}.`);
  }
  return states;
}

function isState(text: string): text is ScreenLigandState {
  return (screenLigandStates as readonly string[]).includes(text);
}

/** `pic50` from the least to the greatest, `-pic50` the other way round. */
function readOrder(written: string | undefined, leaveOut: LeaveOut): Order {
  if (written === undefined) return byRank;
  const isDown = written.startsWith("-");
  const column = columns.find(({ key }) => key === written.slice(isDown ? 1 : 0));
  if (column !== undefined) return { key: column.key, direction: isDown ? "down" : "up" };
  const keys = columns.map(({ key }) => key).join(", ");
  leaveOut("order", `“${written}” is none of ${keys}, nor one of them after a minus.`);
  return byRank;
}

const number = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
const rangePattern = new RegExp(`^(${number})?\\.\\.(${number})?$`);

/** `5..7.5`, `5..` or `..7.5`; undefined if it is none. */
function readRange(written: string): Range | undefined {
  const [, least, most] = rangePattern.exec(written) ?? [];
  if (least === undefined && most === undefined) return undefined;
  const range = {
    ...(least !== undefined && { least: Number(least) }),
    ...(most !== undefined && { most: Number(most) }),
  };
  return Object.values(range).every(Number.isFinite) ? range : undefined;
}

function writeRange({ least, most }: Range): string {
  return `${least ?? ""}..${most ?? ""}`;
}
