/** Why a job failed, for the person who caused it. */
import type { JobError } from "#src/client/index.ts";
import "./failure.css";

interface FailureProps {
  readonly error: JobError;
  /** Three lines of the sentence at most; default: the whole of it. */
  readonly isShort?: boolean;
}

/** The sentence; what else there is to say is folded below it. */
export function Failure({ error: { code, message, detail }, isShort = false }: FailureProps) {
  return (
    <div className="job-failure">
      <p {...(isShort && { className: "short", title: message })}>{message}</p>
      <details>
        <summary>Details</summary>
        <dl>
          <dt>Code</dt>
          <dd>{code}</dd>
        </dl>
        {detail != null && (
          <pre>{typeof detail === "string" ? detail : JSON.stringify(detail, null, 2)}</pre>
        )}
      </details>
    </div>
  );
}
