/** Drawing a molecule, in a dialog; the editor is loaded when it is first opened. */
import { Modal } from "@mantine/core";
import { lazy, Suspense } from "react";

const StructureEditor = lazy(async () => {
  const { StructureEditor } = await import("./structure-editor.tsx");
  return { default: StructureEditor };
});

interface EditorDialogProps {
  readonly isOpen: boolean;
  /** What is drawn at first; empty, or none that can be drawn, for an empty sheet. */
  readonly smiles: string;
  readonly onClose: () => void;
  /** Told the SMILES of what was drawn. */
  readonly onUse: (smiles: string) => void;
}

/** The dialog. */
export function EditorDialog({ isOpen, smiles, onClose, onUse }: EditorDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Draw the ligand"
      size="min(960px, 96vw)"
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 0 }}
    >
      <Suspense fallback={<p className="dim">Loading the editor …</p>}>
        <StructureEditor
          smiles={smiles}
          onUse={(smiles) => {
            onUse(smiles);
            onClose();
          }}
        />
      </Suspense>
    </Modal>
  );
}
