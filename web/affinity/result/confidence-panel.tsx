/** How sure the model is: the map of errors, pLDDT along the chains, and the scores. */
import type { PredictionResult } from "#src/affinity/result.ts";
import type { JobFile } from "#src/client/index.ts";
import { hasFile, useFile, useFileText } from "./files.ts";
import { InventedMark } from "./invented-mark.tsx";
import { readMatrix, readRow } from "./matrix.ts";
import { PaePanel } from "./pae-panel.tsx";
import { PlddtPlot } from "./plddt-plot.tsx";
import { readScores, type Scores } from "./scores.ts";
import { ScoresTable } from "./scores-table.tsx";
import type { Marked } from "./structure/place.ts";
import type { Token } from "./tokens.ts";

interface ConfidencePanelProps {
  readonly job: string;
  readonly result: PredictionResult;
  /** Number of the structure, from 0, the best. */
  readonly index: number;
  readonly files: readonly JobFile[] | undefined;
  readonly tokens: readonly Token[];
  readonly polymers: number;
  /** Told which pair was chosen. */
  readonly onMark: (marked: Marked) => void;
}

const readPae = (file: Blob) => readMatrix(file, "pae");
const readPlddt = (file: Blob) => readRow(file, "plddt");

/** Both panels, of the structure that is shown. */
export function ConfidencePanel(props: ConfidencePanelProps) {
  const { job, result, index, files, tokens, polymers, onMark } = props;
  const there = (name: string) => (hasFile(files, name) ? name : undefined);
  const pae = useFile(job, there(`pae_${index}.npz`), readPae);
  const plddt = useFile(job, there(`plddt_${index}.npz`), readPlddt);
  const scores = useScores(props);
  const isInvented = result.simulated === true;
  const trouble = pae.error ?? plddt.error;
  return (
    <>
      {pae.data && (
        <PaePanel
          matrix={pae.data}
          tokens={tokens}
          onMark={onMark}
          stamp={{
            caption: `${result.engine}, prediction ${job}: predicted aligned error, 0 to 32 Å`,
            isInvented,
          }}
        />
      )}
      <section className="confidence part" aria-label="Confidence">
        <h2>
          Confidence in the structure <InventedMark isInvented={isInvented} />
        </h2>
        {trouble && (
          <p className="error" role="alert">
            {trouble.message}
          </p>
        )}
        {plddt.data && <PlddtPlot plddt={plddt.data} tokens={tokens} isInvented={isInvented} />}
        <ScoresTable values={scores} polymers={polymers} isInvented={isInvented} />
      </section>
    </>
  );
}

/** Those of the best structure are the result's own; others have a file. */
function useScores({ job, result, index, files }: ConfidencePanelProps): Scores {
  const name = `confidence_${index}.json`;
  const { data } = useFileText(job, index > 0 && hasFile(files, name) ? name : undefined);
  if (index === 0) return result;
  return data === undefined ? {} : readScores(data);
}
