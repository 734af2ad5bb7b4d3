/** The filters of each screen, kept for as long as the tab: going back or a reload loses none. */
import * as z from "zod";
import { screenLigandStates } from "#src/affinity/screen.ts";
import { isOpen, open, type Sieve } from "./sifting.ts";

const range = z.object({ least: z.number().optional(), most: z.number().optional() });

const kept: z.ZodType<Sieve> = z.object({
  text: z.string(),
  states: z.array(z.enum(screenLigandStates)),
  ranges: z.partialRecord(z.enum(["pic50", "probability", "heavy_atoms"]), range),
});

const keyOf = (screen: string) => `retort.affinity.sieve.${screen}`;

/** A screen's filters as they were left; none where there were none, or they cannot be read. */
export function keptSieve(screen: string): Sieve {
  try {
    return kept.safeParse(JSON.parse(sessionStorage.getItem(keyOf(screen)) ?? "")).data ?? open;
  } catch {
    return open;
  }
}

/** Keeps a screen's filters. */
export function keepSieve(screen: string, sieve: Sieve): void {
  try {
    if (isOpen(sieve)) sessionStorage.removeItem(keyOf(screen));
    else sessionStorage.setItem(keyOf(screen), JSON.stringify(sieve));
  } catch {
    // It is full, or not allowed.
  }
}
