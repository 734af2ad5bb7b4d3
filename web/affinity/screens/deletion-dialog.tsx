/** Deleting a screen: for good. */
import { Button, Modal } from "@mantine/core";
import type { Screen } from "#src/client/index.ts";
import { Trouble } from "../../datasets/trouble.tsx";
import { useDeleting } from "./queries.ts";
import "../../datasets/dialog.css";

interface DeletionDialogProps {
  readonly screen: Screen;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Called when it has been deleted. */
  readonly onGone: () => void;
}

/** Says what will be gone, and does it. */
export function DeletionDialog({ screen, isOpen, onClose, onGone }: DeletionDialogProps) {
  const { mutate, isPending, error } = useDeleting(screen.screen_id);
  const { completed } = screen.counts;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={`Delete: ${screen.name}`}
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 0 }}
    >
      <div className="matter">
        <p>
          <b>{screen.name}</b> is deleted with its {screen.ligands.toLocaleString()} ligands,{" "}
          {completed.toLocaleString()} of them predicted, and with their structures. This cannot be
          undone.
        </p>
        <Trouble error={error} />
        <div className="choices">
          <Button
            color="red"
            loading={isPending}
            onClick={() => mutate(undefined, { onSuccess: onGone })}
          >
            Delete for good
          </Button>
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}
