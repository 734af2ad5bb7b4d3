/** Cancelling a job: at once, unless much work would be lost. */
import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import type { Job } from "#src/client/index.ts";
import { useCancelling } from "./queries.ts";
import { duration } from "./wording.ts";
import "./cancel.css";

/** Work worth a second thought, ms. */
const muchWork = 60_000;

interface CancelProps {
  readonly job: Job;
}

/** The button; it asks back when the job has run for more than a minute. */
export function Cancel({ job }: CancelProps) {
  const [asking, setAsking] = useState(false);
  const cancelling = useCancelling();
  const worked = job.started_at === null ? 0 : Date.now() - Date.parse(job.started_at);
  const cancel = () => {
    setAsking(false);
    cancelling.mutate(job);
  };
  return (
    <>
      <Popover opened={asking} onChange={setAsking} trapFocus withArrow position="bottom-end">
        <Popover.Target>
          <Button
            size="compact-xs"
            variant="default"
            loading={cancelling.isPending}
            aria-label={`Cancel ${job.kind}`}
            onClick={() => (worked > muchWork ? setAsking(true) : cancel())}
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
      {cancelling.error !== null && (
        <span className="error" role="alert">
          {cancelling.error.message}
        </span>
      )}
    </>
  );
}
