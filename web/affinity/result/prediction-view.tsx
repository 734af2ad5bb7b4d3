/** What a prediction found: the complex first, then the numbers, then where they are from. */
import { useMemo, useState } from "react";
import type { PredictionResult } from "#src/affinity/result.ts";
import type { Job } from "#src/client/index.ts";
import { logName } from "../job-log.tsx";
import { Said } from "../said.tsx";
import { AffinityPanel } from "./affinity-panel.tsx";
import { ConfidencePanel } from "./confidence-panel.tsx";
import { ContactsPanel } from "./contacts-panel.tsx";
import { hasFile, useFileText, useJobFiles } from "./files.ts";
import { FilesPanel } from "./files-panel.tsx";
import { LigandCard } from "./ligand-card.tsx";
import { ProvenancePanel } from "./provenance-panel.tsx";
import type { Marked } from "./structure/place.ts";
import { StructurePanel } from "./structure/structure-panel.tsx";
import { StructureChoice } from "./structure-choice.tsx";
import { tokensOf } from "./tokens.ts";
import "./prediction-view.css";

interface PredictionViewProps {
  readonly job: Job;
  readonly result: PredictionResult;
}

const nothing: Marked = { places: [] };

/** The result. */
export function PredictionView({ job, result }: PredictionViewProps) {
  const { structures, chains, warnings, contacts } = result;
  const isInvented = result.simulated === true;
  const [index, setIndex] = useState(0);
  const [marked, setMarked] = useState<Marked>(nothing);
  const { data: files, error: unlisted } = useJobFiles(job.id);
  const structure = structures[index];
  const { data: cif, error } = useFileText(job.id, structure?.name);
  const tokens = useMemo(() => (cif === undefined ? [] : tokensOf(cif)), [cif]);
  const ligand = ligandChain(job, result);
  const polymers = chains.filter(({ kind }) => kind !== "ligand").length;
  const choose = (index: number) => {
    setIndex(index);
    setMarked(nothing);
  };
  const noStructure = structure === undefined ? "This result has no structure." : undefined;
  return (
    <div className="prediction">
      {warnings.length > 0 && (
        <ul className="warnings" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>
              <Said text={warning} />
            </li>
          ))}
        </ul>
      )}
      <div className="complex">
        <StructureChoice structures={structures} index={index} onIndex={choose} />
        <StructurePanel
          result={result}
          cif={cif}
          trouble={error?.message ?? noStructure}
          ligand={ligand}
          marked={marked}
          hasContacts={index > 0 || contacts?.length !== 0}
        />
      </div>
      <div className="beside">
        <AffinityPanel result={result} />
        <ContactsPanel
          contacts={contacts}
          isInvented={isInvented}
          reason={structure === undefined ? noStructure : warnings.at(-1)}
          ligand={ligand}
          onMark={setMarked}
        />
      </div>
      <ConfidencePanel
        job={job.id}
        result={result}
        index={index}
        files={files}
        tokens={tokens}
        polymers={polymers}
        onMark={setMarked}
      />
      <div className="beside">
        <LigandCard ligand={result.ligand} />
        <FilesPanel
          job={job.id}
          files={files}
          trouble={unlisted?.message}
          isInvented={isInvented}
        />
      </div>
      <ProvenancePanel job={job} result={result} hasLog={hasFile(files, logName)} />
    </div>
  );
}

/** The chain of the ligand whose affinity was asked for; else the first ligand's. */
function ligandChain({ request }: Job, { chains }: PredictionResult): string | undefined {
  const asked = (request as { readonly ligand?: { readonly id?: unknown } } | null)?.ligand?.id;
  const ligands = chains.filter(({ kind }) => kind === "ligand").map(({ id }) => id);
  return ligands.find((id) => id === asked) ?? ligands[0];
}
