/** How sure the model is of the structure, score by score. */
import { type Scores, scoreInWords, scores, scoreValue } from "./scores.ts";
import "./scores-table.css";

interface ScoresTableProps {
  readonly values: Scores;
  /** Chains that are no ligands: of a single one nothing is said about how proteins lie. */
  readonly polymers: number;
  /** Of invented scores nothing is said in words. */
  readonly isInvented: boolean;
}

/** The scores with their ranges in words. */
export function ScoresTable({ values, polymers, isInvented }: ScoresTableProps) {
  const rows = scores.flatMap((score) => {
    const value = values[score.name];
    const isMoot = score.name === "protein_iptm" && polymers < 2;
    return value === undefined || isMoot ? [] : [{ score, value }];
  });
  return (
    <table className="scores">
      <caption className="unseen">Scores of confidence</caption>
      <thead>
        <tr>
          <th scope="col">Score</th>
          <th scope="col">Value</th>
          <th scope="col">In words</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ score, value }) => (
          <tr key={score.name}>
            <th scope="row">
              {score.title} <span className="dim">{score.meaning}</span>
            </th>
            <td>
              {scoreValue(score, value)}
              {score.unit !== "Å" && <i style={{ width: `${100 * value}%` }} aria-hidden="true" />}
            </td>
            <td>{isInvented ? "invented" : scoreInWords(score, value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
