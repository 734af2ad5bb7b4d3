/** How much a rank says: how many models fit as well as the best, and why. */
import { useCallback } from "react";
import { identifiability } from "#src/impedance/identifiability.ts";
import { useIdle } from "../idle.ts";
import type { NamedValues } from "../model.ts";
import { valuesOf } from "../workspace.ts";
import type { Ranking } from "./models.ts";
import { grouped } from "./wording.ts";

interface LevelNoteProps {
  readonly ranking: Ranking;
  /** Parameters of the best model that is shown. */
  readonly best: NamedValues;
}

/** One line, with the way to the whole of it. */
export function LevelNote({ ranking: { circuit, frequencies, level }, best }: LevelNoteProps) {
  const key = JSON.stringify(best);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all that matters of `best`.
  const work = useCallback(
    () => circuit && identifiability(circuit, valuesOf(circuit, best), frequencies),
    [circuit, key, frequencies],
  );
  const told = useIdle(work);
  const all = told?.parameters.length;
  return (
    <p className="level">
      {level > 1
        ? `Ranks 1 to ${grouped(level)} fit equally well: their resnorms differ by less than a millionth.`
        : "No other model fits as well as the best, to a millionth of its resnorm."}{" "}
      {told &&
        (told.rank === all
          ? `At the best model the spectrum fixes all ${all} parameters.`
          : `At the best model the spectrum fixes ${told.rank} of ${all} combinations of parameters.`)}{" "}
      <a href="#identifiability">Why</a>
    </p>
  );
}
