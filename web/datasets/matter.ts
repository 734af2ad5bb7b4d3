/** What a dialog about a dataset is given. */
import type { ListedDataset } from "#src/client/index.ts";

/** What is asked about, and how to be done with it. */
export interface MatterProps {
  readonly dataset: ListedDataset;
  readonly onClose: () => void;
}
