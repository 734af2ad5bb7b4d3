/** The ligand that was predicted. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import type { PredictionResult } from "#src/affinity/result.ts";
import { copied } from "../../app/copy.ts";
import { LigandPicture } from "../ask/ligand-picture.tsx";
import { useLigand } from "../queries.ts";
import "./ligand-card.css";

interface LigandCardProps {
  readonly ligand: PredictionResult["ligand"];
}

/** Its drawing, its descriptors, and its SMILES to copy. */
export function LigandCard({ ligand: { smiles, canonical_smiles } }: LigandCardProps) {
  const { data } = useLigand(canonical_smiles);
  const shown = useRef<HTMLElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () =>
    setSaid((await copied(canonical_smiles, shown.current)) ? "Copied" : "Selected: copy it");
  return (
    <div className="ligand-card">
      <LigandPicture ligand={data?.valid ? data : undefined} isOld={false} />
      <p className="smiles">
        <code ref={shown}>{canonical_smiles}</code>
        <Button size="compact-xs" variant="default" onClick={copy}>
          Copy SMILES
        </Button>
        <span role="status" className="dim">
          {said}
        </span>
      </p>
      {smiles !== canonical_smiles && (
        <p className="dim given">
          Given as <code>{smiles}</code>
        </p>
      )}
    </div>
  );
}
