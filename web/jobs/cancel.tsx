/** Cancelling a job: at once, unless much work would be lost. */
import { Button, Popover } from "@mantine/core";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Job } from "#src/client/index.ts";
import { useCancelling } from "./queries.ts";
import { describeJob, duration } from "./wording.ts";
import "./cancel.css";

/** Work worth a second thought, ms. */
const muchWork = 60_000;

interface CancelProps {
  readonly job: Job;
}

/** The button; it asks back when the job has run for more than a minute. What fails is told above. */
export function Cancel({ job }: CancelProps) {
  const [worked, setWorked] = useState(0);
  const [asking, setAsking] = useState(false);
  const { mutate, isPending } = useCancelling();
  const button = useRef<HTMLButtonElement>(null);
  useFocusAfter(button);
  const cancel = () => {
    setAsking(false);
    mutate(job);
  };
  const click = () => {
    if (isPending) return;
    const worked = job.started_at === null ? 0 : Date.now() - Date.parse(job.started_at);
    if (worked <= muchWork) return cancel();
    setWorked(worked);
    setAsking(true);
  };
  return (
    <Popover
      opened={asking}
      onChange={setAsking}
      trapFocus
      returnFocus
      withArrow
      position="bottom-end"
    >
      <Popover.Target>
        <Button
          ref={button}
          size="compact-xs"
          variant="default"
          // Not disabled, which would take the focus away.
          aria-disabled={isPending}
          data-disabled={isPending}
          aria-label={`Cancel ${describeJob(job)}`}
          onClick={click}
        >
          Cancel
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="job-cancel">
        <p>It has worked for {duration(worked)}, which would be lost.</p>
        <Button size="compact-sm" color="red" onClick={cancel}>
          Cancel the job
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
          Let it go on
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A button that goes leaves its focus to the job, or to the job's neighbour when both go. */
function useFocusAfter(button: RefObject<HTMLButtonElement | null>): void {
  useLayoutEffect(() => {
    const { current } = button;
    return () => {
      if (current === null || document.activeElement !== current) return;
      const place = current.closest("li, main");
      const heirs = [place, place?.nextElementSibling, place?.previousElementSibling];
      requestAnimationFrame(() => {
        heirs
          .find((heir) => heir?.isConnected)
          ?.querySelector("a")
          ?.focus();
      });
    };
  }, [button]);
}
