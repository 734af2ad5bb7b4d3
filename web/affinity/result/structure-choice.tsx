/** Which of several structures is shown. */
import type { PredictionResult } from "#src/affinity/result.ts";

interface StructureChoiceProps {
  readonly structures: PredictionResult["structures"];
  readonly index: number;
  readonly onIndex: (index: number) => void;
}

/** The structures by their confidence, the best first; nothing where there is but one. */
export function StructureChoice({ structures, index, onIndex }: StructureChoiceProps) {
  if (structures.length < 2) return null;
  return (
    <label>
      Structure{" "}
      <select
        className="small-choice"
        value={index}
        onChange={({ target }) => onIndex(Number(target.value))}
      >
        {structures.map(({ name, confidence_score: confidence }, i) => (
          <option key={name} value={i}>
            {`${i + 1} of ${structures.length}${confidence === undefined ? "" : `, confidence ${confidence.toFixed(3)}`}`}
          </option>
        ))}
      </select>
    </label>
  );
}
