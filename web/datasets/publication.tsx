/** Publishing a dataset, and taking it back. */
import { Button } from "@mantine/core";
import type { MatterProps } from "./matter.ts";
import { useChanging } from "./queries.ts";
import { Trouble } from "./trouble.tsx";

/** Says who will see what, and does it. */
export function Publication({ dataset, onClose }: MatterProps) {
  const { filename, is_public: isPublic } = dataset;
  const { mutate, isPending, error } = useChanging(filename);
  const change = () => mutate({ is_public: !isPublic }, { onSuccess: onClose });
  return (
    <div className="matter">
      {isPublic ? (
        <p>
          Everyone who reaches this server sees it now. After this only you will; copies that others
          have downloaded stay theirs, and so do the tags that they have put on it.
        </p>
      ) : (
        <p>
          Only you see it now. After this everyone who reaches this server will, signed in or not:
          the circuit, every model and spectrum, your user name, and the file to download. Whoever
          is signed in will see its tags and may add their own.
        </p>
      )}
      <Trouble error={error} />
      <div className="choices">
        <Button loading={isPending} onClick={change} data-autofocus>
          {isPublic ? "Make it private" : "Publish"}
        </Button>
        <Button variant="default" onClick={onClose}>
          Leave it {isPublic ? "public" : "private"}
        </Button>
      </div>
    </div>
  );
}
