/** OpenChemLib's editor of structures, and the SMILES of what is drawn: each follows the other. */
import { Button } from "@mantine/core";
import { CanvasEditor, Molecule } from "openchemlib";
import { useEffect, useId, useRef, useState } from "react";
import { isMolBlock } from "#src/affinity/ligand.ts";
import "./structure-editor.css";

interface StructureEditorProps {
  readonly smiles: string;
  readonly onUse: (smiles: string) => void;
}

/** The sheet, its text, and the way back. */
export function StructureEditor({ smiles, onUse }: StructureEditorProps) {
  const id = useId();
  const sheet = useRef<HTMLDivElement>(null);
  const editor = useRef<CanvasEditor>(null);
  const [text, setText] = useState(smiles);
  const [isReadable, setReadable] = useState(true);
  const first = useRef(smiles);
  useEffect(() => {
    const drawn = new CanvasEditor(sheet.current!);
    editor.current = drawn;
    const molecule = moleculeOf(first.current);
    if (molecule !== undefined) drawn.setMolecule(molecule);
    else setReadable(first.current === "");
    drawn.setOnChangeListener(({ type, isUserEvent }) => {
      if (type !== "molecule" || !isUserEvent) return;
      setText(drawn.getMolecule().toIsomericSmiles());
      setReadable(true);
    });
    return () => drawn.destroy();
  }, []);
  useOwnUndo(`${id}-smiles`);
  const type = (text: string) => {
    setText(text);
    const molecule = text.trim() === "" ? new Molecule(0, 0) : moleculeOf(text);
    setReadable(molecule !== undefined);
    if (molecule !== undefined) editor.current?.setMolecule(molecule);
  };
  return (
    <form
      className="structure-editor"
      onSubmit={(event) => {
        event.preventDefault();
        // React hands it on to the form around the dialog.
        event.stopPropagation();
        onUse(text.trim());
      }}
    >
      {/* It draws black on white, in the dark, too. */}
      <div className="sheet" ref={sheet} role="img" aria-label="The drawing: its SMILES is below" />
      <label htmlFor={`${id}-smiles`}>SMILES</label>
      <div className="line">
        <input
          id={`${id}-smiles`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={!isReadable}
          aria-describedby={`${id}-told`}
          value={text}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
        <Button type="submit" size="compact-md">
          Use it
        </Button>
      </div>
      <p id={`${id}-told`} className="told dim" role="status">
        {!isReadable && "This cannot be drawn: the sheet is as it was."}
      </p>
    </form>
  );
}

/**
 * Keeps undo and redo from the browser while the sheet is there: it would take back what was typed in
 * the form behind the dialog.
 * @param field id of the dialog's own text, where they are the browser's
 */
function useOwnUndo(field: string): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key);
      if (isUndo && (event.target as Element).id !== field) event.preventDefault();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [field]);
}

/** What a text draws; undefined where it cannot be read. */
function moleculeOf(text: string): Molecule | undefined {
  if (text.trim() === "") return undefined;
  try {
    return isMolBlock(text) ? Molecule.fromMolfile(text) : Molecule.fromSmiles(text.trim());
  } catch {
    return undefined;
  }
}
