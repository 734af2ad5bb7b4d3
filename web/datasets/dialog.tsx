/** What is asked before something is done to a dataset, in a dialog over the list. */
import { Modal } from "@mantine/core";
import type { ListedDataset } from "#src/client/index.ts";
import { Deletion } from "./deletion.tsx";
import { Publication } from "./publication.tsx";
import { PythonSnippet } from "./python-snippet.tsx";
import { Renaming } from "./renaming.tsx";
import { Tags } from "./tags.tsx";
import "./dialog.css";
import "./fields.css";

/** What there is to ask about a dataset. */
export const matters = {
  tags: { title: "Tags", Body: Tags },
  python: { title: "In Python", Body: PythonSnippet },
  rename: { title: "Rename", Body: Renaming },
  publish: { title: "Who sees it", Body: Publication },
  delete: { title: "Delete", Body: Deletion },
} as const;

/** One of these. */
export type Matter = keyof typeof matters;

interface DatasetDialogProps {
  readonly matter: Matter;
  /** Undefined for none: nothing is asked. */
  readonly dataset: ListedDataset | undefined;
  readonly onClose: () => void;
}

/** The dialog. */
export function DatasetDialog({ matter, dataset, onClose }: DatasetDialogProps) {
  const { title, Body } = matters[matter];
  return (
    <Modal
      opened={dataset !== undefined}
      onClose={onClose}
      title={`${title}: ${dataset?.name}`}
      size={matter === "tags" || matter === "python" ? "lg" : "md"}
      closeButtonProps={{ "aria-label": "Close" }}
      // An empty dialog would fade out: there is nothing to show once it is closed.
      transitionProps={{ duration: 0 }}
    >
      {dataset !== undefined && <Body dataset={dataset} onClose={onClose} />}
    </Modal>
  );
}
