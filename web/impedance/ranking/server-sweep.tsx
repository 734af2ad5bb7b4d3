/** The same sweep as a job of the server's, which leaves a dataset. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type SweepRequest, submitSweep } from "#src/client/index.ts";
import { useAsker } from "../../app/queries.ts";
import { Cancel } from "../../jobs/cancel.tsx";
import { Failure } from "../../jobs/failure.tsx";
import { newest } from "../../jobs/heard.ts";
import { keepJob, useJob } from "../../jobs/queries.ts";
import { Progress, StateWord } from "../../jobs/state.tsx";
import { lastWord } from "../../jobs/wording.ts";

interface ServerSweepProps {
  readonly request: () => SweepRequest;
  /** Whether the page cannot rank it by itself. */
  readonly isNeeded: boolean;
  /** Opens a dataset by its file's name. */
  readonly onOpen: (dataset: string) => void;
}

/** The button; then the job, until its dataset is opened. */
export function ServerSweep({ request, isNeeded, onOpen }: ServerSweepProps) {
  const { mutate, isPending, data, error } = useSubmission();
  const { data: job } = useJob(data?.id);
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (job?.state !== "completed" || opened.current === job.id) return;
    opened.current = job.id;
    const { filename } = job.request as { readonly filename: string };
    onOpen(filename);
  }, [job, onOpen]);
  const isUnderWay = job?.state === "queued" || job?.state === "running";
  return (
    <div className="server-sweep">
      <Button
        size="compact-sm"
        variant={isNeeded ? "filled" : "default"}
        title="The server sweeps the same grid, keeps all spectra, and the ranking is opened here"
        loading={isPending}
        disabled={isUnderWay}
        onClick={() => mutate(request())}
      >
        Make a dataset
      </Button>
      {job !== undefined && (
        <>
          <StateWord state={job.state} />
          <Progress job={job} name="the sweep" />
          <span className="dim">{lastWord(job)}</span>
          {isUnderWay && <Cancel job={job} />}
          {job.error !== null && <Failure error={job.error} isShort />}
        </>
      )}
      {error !== null && (
        <p className="error" role="alert">
          {error.message}
        </p>
      )}
    </div>
  );
}

function useSubmission() {
  const { options, who } = useAsker();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SweepRequest) => submitSweep(request, options),
    onSuccess: (job) => keepJob(client, who, newest(job, 0)),
  });
}
