/** Deleting a dataset: for good. */
import { Button } from "@mantine/core";
import { bytes } from "../app/bytes.ts";
import type { MatterProps } from "./matter.ts";
import { useDeleting } from "./queries.ts";
import { Trouble } from "./trouble.tsx";

/** Says what will be gone, and does it. */
export function Deletion({ dataset, onClose }: MatterProps) {
  const { filename, size_bytes: size, n_parameters: sets } = dataset;
  // The dialog goes with its dataset.
  const { mutate, isPending, error } = useDeleting(filename);
  return (
    <div className="matter">
      <p>
        <b>{filename}</b> ({bytes(size)}, {sets.toLocaleString()} models) is deleted with
        everybody’s tags on it. This cannot be undone.
      </p>
      <Trouble error={error} />
      <div className="choices">
        <Button color="red" loading={isPending} onClick={() => mutate()}>
          Delete for good
        </Button>
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
      </div>
    </div>
  );
}
