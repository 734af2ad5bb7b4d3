/**
 * The affinity instrument: what the service adds to Boltz, what it saves beside a loop of a shell, how
 * many jobs it takes, and what a screen of thousands is to the server. None of it is Boltz's own speed.
 */
import { join } from "node:path";
import { measureBoltz } from "./affinity-boltz.ts";
import { measureRates } from "./affinity-rates.ts";
import { measureScreens } from "./affinity-screen.ts";
import type { BenchOptions } from "./measure.ts";
import { tinyBoltz } from "./tiny-boltz.ts";

/** Runs all of it and tells it in Markdown. The sizes are those of the screens. */
export async function measureAffinity(options: BenchOptions): Promise<string> {
  const tiny = tinyBoltz();
  const boltz =
    tiny === undefined
      ? "Not measured: anything with Boltz itself. `npm run test:boltz` installs it with tiny weights."
      : await measureBoltz(tiny, options);
  return [
    "",
    boltz,
    "",
    "## Demonstrations",
    "",
    await measureRates(options),
    "",
    "## Screens",
    "",
    "Distinct molecules of fragments, on PGlite, with default settings. Reading: RDKit in its threads,",
    "and a row written for each. Somebody else asks for a job ten times a second all the while.",
    "",
    await measureScreens(options.sizes, tiny && join(tiny, "venv/bin/python")),
  ].join("\n");
}
