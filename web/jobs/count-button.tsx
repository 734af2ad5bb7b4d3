/** Submitting a job that counts, to try the queue. */
import { Button } from "@mantine/core";
import { useCounting } from "./queries.ts";

interface CountButtonProps {
  /** Filled where it is the one thing to do. */
  readonly variant: "default" | "filled";
}

/** The button, and beside it why it did not work. */
export function CountButton({ variant }: CountButtonProps) {
  const { mutate, isPending, error } = useCounting();
  return (
    <>
      <Button
        size={variant === "filled" ? "sm" : "compact-sm"}
        variant={variant}
        loading={isPending}
        title="A job that only counts, for five seconds: to try the queue"
        onClick={() => mutate()}
      >
        Count to 100
      </Button>
      {error !== null && (
        <p className="error" role="alert">
          {error.message}
        </p>
      )}
    </>
  );
}
