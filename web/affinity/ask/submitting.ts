/** Submitting a prediction. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import {
  type Job,
  type PredictRequest,
  ProblemError,
  predict,
  type SubmitOptions,
} from "#src/client/index.ts";
import { useAsker } from "../../app/queries.ts";
import { newest } from "../../jobs/heard.ts";
import { keepJob } from "../../jobs/queries.ts";

/**
 * Submits; one whose answer was lost is sent again under its own name, so that it is not done twice.
 * @param onSubmitted told the job, or the one that there is already
 */
export function useSubmitting(onSubmitted: (job: Job) => void) {
  return useSubmittingBy<PredictRequest & { readonly priority?: number }, Job>(
    predict,
    onSubmitted,
  );
}

/** The same by another function of the client, for another kind of job. */
export function useSubmittingBy<Request extends object, Submitted extends Job>(
  submit: (request: Request, options: SubmitOptions) => Promise<Submitted>,
  onSubmitted: (job: Submitted) => void,
) {
  const { options, who } = useAsker();
  const client = useQueryClient();
  const unanswered = useRef<{ readonly body: string; readonly key: string }>(null);
  return useMutation({
    mutationFn: (request: Request) => {
      const body = JSON.stringify(request);
      if (unanswered.current?.body !== body) unanswered.current = { body, key: randomKey() };
      return submit(request, { ...options, idempotencyKey: unanswered.current.key });
    },
    onSuccess: (job) => {
      unanswered.current = null;
      keepJob(client, who, newest(job, 0));
      onSubmitted(job);
    },
    onError: (error) => {
      if (error instanceof ProblemError) unanswered.current = null;
    },
  });
}

/** Of 128 random bits. (`crypto.randomUUID` is only there at secure addresses.) */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
