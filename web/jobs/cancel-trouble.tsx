/** That a job was not cancelled, and why: above the list, for the job's row may be gone by then. */
import { CloseButton } from "@mantine/core";
import { useMutationState, useQueryClient } from "@tanstack/react-query";
import { hasEnded, type Job, ProblemError } from "#src/client/index.ts";
import { useAsker } from "../app/queries.ts";
import { cancelling, jobKey } from "./queries.ts";
import { describeJob } from "./wording.ts";
import "./cancel-trouble.css";

/** The last attempt to cancel, if it failed and the job has not ended since. */
export function CancelTrouble() {
  const client = useQueryClient();
  const { who } = useAsker();
  const last = useMutationState({
    filters: { mutationKey: cancelling },
    select: (mutation) => ({ mutation, state: mutation.state }),
  }).at(-1);
  const { error, variables } = last?.state ?? {};
  const job = variables as Job | undefined;
  const now = job && client.getQueryData<Job>(jobKey(who, job.id));
  // A refusal says that it has ended; any other failure does not matter any more when it has.
  const isOver = !(error instanceof ProblemError) && now !== undefined && hasEnded(now.state);
  const isTold = last !== undefined && job !== undefined && error != null && !isOver;
  return (
    <div className="cancel-trouble" role="alert">
      {isTold && (
        <>
          <p>
            <b>{describeJob(job)}</b> was not cancelled. {error.message}
          </p>
          <CloseButton
            size="sm"
            aria-label="Dismiss"
            onClick={() => client.getMutationCache().remove(last.mutation)}
          />
        </>
      )}
    </div>
  );
}
