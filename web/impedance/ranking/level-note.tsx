/** How much a rank says: how many models fit as well as the best, and why. */
import { useCallback, useMemo } from "react";
import { type Identifiability, identifiability } from "#src/impedance/identifiability.ts";
import { useIdle } from "../idle.ts";
import { valuesOf } from "../workspace.ts";
import { levelInWords } from "./level.ts";
import { type Models, namedAt, type Ranking } from "./models.ts";
import { grouped } from "./wording.ts";

interface LevelNoteProps {
  readonly ranking: Ranking;
  /** Those shown: one at least. */
  readonly models: Models;
}

/** Two sentences, with the way to the whole of it. */
export function LevelNote({ ranking, models }: LevelNoteProps) {
  const { circuit, frequencies, axes } = ranking;
  const best = JSON.stringify(namedAt(models, 0));
  const work = useCallback(() => {
    const unknown = axes.map(({ name }) => name);
    return (
      circuit &&
      identifiability(circuit, valuesOf(circuit, JSON.parse(best)), frequencies, { unknown })
    );
  }, [circuit, best, frequencies, axes]);
  const told = useIdle(work);
  const level = useMemo(() => levelInWords(ranking, models), [ranking, models]);
  return (
    <p className="level">
      {level} {told && fixedInWords(told, models.ranks[0]! + 1)} <a href="#identifiability">Why</a>
    </p>
  );
}

function fixedInWords({ rank, parameters }: Identifiability, place: number): string {
  const all = parameters.length;
  const at = `At rank ${grouped(place)} the spectrum fixes`;
  if (all === 1) return rank === 1 ? `${at} the swept parameter.` : `${at} nothing of it.`;
  return rank === all
    ? `${at} all ${all} swept parameters.`
    : `${at} ${rank} ${rank === 1 ? "combination" : "combinations"} of the ${all} swept parameters.`;
}
