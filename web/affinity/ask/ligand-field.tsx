/** The ligand as SMILES, or drawn; what the server says of it is told as it is typed. */
import { Button } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { isMolBlock } from "#src/affinity/ligand.ts";
import { Findings } from "../findings.tsx";
import type { CheckedLigand } from "./checked-ligand.ts";
import { EditorDialog } from "./editor-dialog.tsx";
import "./field.css";
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
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isDrawing, setDrawing] = useState(false);
  const { entries, structure, answer, trouble } = checked;
  const isEmpty = entries.length === 0;
  const isWrong = isEmpty ? isAsked : answer?.valid === false || entries.length > 1;
  const start = value.indexOf(structure);
  useSmilesOfMolBlock(checked, onChange);
  const point = (position: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(start + position, start + position + 1);
  };
  return (
    <section className="ask-field ligand" aria-labelledby={`${id}-name`}>
      <div className="heading">
        <h2 id={`${id}-name`}>Ligand</h2>
        <span className="dim">{entries.length === 1 && entries[0]?.name}</span>
        <Button size="compact-xs" variant="default" onClick={() => setDrawing(true)}>
          Draw …
        </Button>
      </div>
      <textarea
        ref={field}
        rows={2}
        aria-label="Ligand as SMILES"
        aria-invalid={isWrong}
        aria-describedby={`${id}-told`}
        placeholder="SMILES: type, paste, or drop a .smi, .mol or .sdf file"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <div id={`${id}-told`} className="told" role="status">
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
            onPoint={point}
          />
        )}
        {answer === undefined && structure !== "" && trouble !== null && (
          <p className="error">It cannot be checked now: {trouble.message}</p>
        )}
      </div>
      <EditorDialog
        isOpen={isDrawing}
        smiles={structure}
        onClose={() => setDrawing(false)}
        onUse={onChange}
      />
    </section>
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
