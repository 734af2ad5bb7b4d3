/** How much the first ranks say: which of the models shown fit as well as the best of them. */
import { exchanged, likeness } from "./exchange.ts";
import { countWithin, level, type Models, namedAt, type Ranking } from "./models.ts";
import { grouped } from "./wording.ts";

/** Says it of a ranking's models, of which there is at least one, in a sentence. */
export function levelInWords(
  { circuit, metric, total }: Pick<Ranking, "circuit" | "metric" | "total">,
  models: Models,
): string {
  const { resnorms, ranks, count } = models;
  const { name } = metric;
  const best = resnorms[0]!;
  if (!Number.isFinite(best)) return `No model shown has a ${name}.`;
  const equal = Math.max(1, countWithin(models, best * (1 + level)));
  const first = `rank ${grouped(ranks[0]! + 1)}`;
  const shown = count === total ? "model" : "model shown";
  if (equal === 1)
    return `No other ${shown} fits as well as ${first}, to a millionth of its ${name}.`;
  const different = circuit
    ? new Set(Array.from({ length: equal }, (_, i) => likeness(circuit, namedAt(models, i)))).size
    : equal;
  const isWithoutGap = ranks[equal - 1]! - ranks[0]! === equal - 1;
  const [from, to] = [ranks[0]! + 1, ranks[equal - 1]! + 1].map(grouped);
  const who = isWithoutGap
    ? `Ranks ${from} ${equal === 2 ? "and" : "to"} ${to}`
    : `The first ${grouped(equal)} of these, ranks ${from} to ${to},`;
  if (different === 1) {
    const pairs = exchanged(circuit!, namedAt(models, 0), namedAt(models, 1));
    const which = equal === 2 && pairs.length > 0 ? `: ${pairs.map(arrow).join(", ")}` : "";
    return `${who} are the same model with like parts exchanged${which}.`;
  }
  const most = equal === count && count < total ? ", and maybe others," : "";
  const but =
    different < equal
      ? ` They are ${grouped(different)} models; the others are the same with like parts exchanged.`
      : "";
  return `${who}${most} fit equally well: their ${name} differs by less than a millionth.${but}`;
}

function arrow([a, b]: readonly [string, string]): string {
  return `${a} ↔ ${b}`;
}
