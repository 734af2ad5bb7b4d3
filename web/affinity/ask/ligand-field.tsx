/** The ligand as SMILES, or drawn; what the server says of it is told as it is typed. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { isMolBlock } from "#src/affinity/ligand.ts";
import { Findings } from "../findings.tsx";
import { AskField, pointIn } from "./ask-field.tsx";
import type { CheckedLigand } from "./checked-ligand.ts";
import { EditorDialog } from "./editor-dialog.tsx";
import "./ligand-field.css";

interface LigandFieldProps {
  /** As typed or pasted. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly checked: CheckedLigand;
  /** Whether an empty field is told as a fault, as it is once somebody has asked. */
  readonly isAsked: boolean;
  /** Several were given: they are wanted as a screen. */
  readonly onScreen: () => void;
}

/** The field, the way to the editor, and what is said of the ligand. */
export function LigandField({ value, onChange, checked, isAsked, onScreen }: LigandFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isDrawing, setDrawing] = useState(false);
  const { entries, structure, answer, trouble } = checked;
  const isEmpty = entries.length === 0;
  const isWrong = isEmpty ? isAsked : answer?.valid === false || entries.length > 1;
  const start = value.indexOf(structure);
  useSmilesOfMolBlock(checked, onChange);
  const told = (
    <>
      {isEmpty && isAsked && <p className="error">A ligand is needed.</p>}
      {entries.length > 1 && (
        <p className="several">
          These are {entries.length.toLocaleString()} ligands; a prediction takes one.{" "}
          <Button size="compact-xs" variant="light" onClick={onScreen}>
            Screen them all
          </Button>
        </p>
      )}
      {answer !== undefined && (
        <Findings
          text={structure}
          errors={answer.errors}
          warnings={answer.warnings}
          onPoint={(position) => pointIn(field, start + position)}
        />
      )}
      {answer === undefined && structure !== "" && trouble !== null && (
        <p className="error">It cannot be checked now: {trouble.message}</p>
      )}
    </>
  );
  return (
    <AskField
      name="Ligand"
      label="Ligand as SMILES"
      placeholder="SMILES: type, paste, or drop a .smi, .mol or .sdf file"
      rows={2}
      value={value}
      onChange={onChange}
      isWrong={isWrong}
      note={entries.length === 1 && entries[0]?.name}
      action={
        <Button size="compact-xs" variant="default" onClick={() => setDrawing(true)}>
          Draw …
        </Button>
      }
      told={told}
      field={field}
    >
      <EditorDialog
        isOpen={isDrawing}
        smiles={structure}
        onClose={() => setDrawing(false)}
        onUse={onChange}
      />
    </AskField>
  );
}

/** A mol block is good for taking in, not for reading: its SMILES takes its place. */
function useSmilesOfMolBlock(checked: CheckedLigand, onChange: (value: string) => void): void {
  const { answer, entries, structure } = checked;
  const name = entries[0]?.name ?? "";
  const smiles = answer?.valid === true && isMolBlock(structure) ? answer.smiles : undefined;
  useEffect(() => {
    if (smiles !== undefined) onChange(`${smiles} ${name}`.trim());
  }, [smiles, name, onChange]);
}
