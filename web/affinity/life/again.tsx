/** What to do about a prediction that has ended: ask again, as it was or changed. */
import { Button } from "@mantine/core";
import type { Job, PredictRequest } from "#src/client/index.ts";
import type { AffinitySearch } from "../address.ts";
import { keepDraft } from "../ask/kept-draft.ts";
import { draftOf } from "../ask/request.ts";
import { useSubmitting } from "../ask/submitting.ts";
import { isCut } from "../asked.ts";
import "./again.css";

interface AgainProps {
  readonly job: Job;
  readonly onShow: (search: AffinitySearch) => void;
}

/** Both ways. A completed one need not be asked again as it was; what a form cannot show, not changed. */
export function Again({ job, onShow }: AgainProps) {
  const { mutate, isPending, error } = useSubmitting(({ id }) => onShow({ job: id }));
  const draft = draftOf(job.request);
  const isShort = isCut(job.request);
  const retry = () => {
    if (isPending) return;
    mutate({ ...(job.request as PredictRequest), priority: job.priority });
  };
  return (
    <div className="again">
      {draft !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            keepDraft(draft);
            onShow({});
          }}
        >
          Change and ask again
        </Button>
      )}
      {isShort && (
        <span>
          {draft === undefined
            ? "It cannot be asked again from here: parts of it are too long to be told back."
            : "Its alignment is too long to be told back: give it again."}
        </span>
      )}
      {job.state !== "completed" && !isShort && (
        <Button
          size="compact-sm"
          variant="default"
          aria-disabled={isPending}
          data-disabled={isPending}
          onClick={retry}
        >
          Ask again as it was
        </Button>
      )}
      <span className="error" role="alert">
        {error?.message}
      </span>
    </div>
  );
}
