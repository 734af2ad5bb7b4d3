/** What the page says when the server is away, busy, or refuses without naming a field. */
import type { Progress } from "./asking.ts";
import "./notice.css";

interface NoticeProps {
  readonly progress: Progress;
  readonly onRetry: () => void;
}

/** A bar over the top of the picture; nothing while all is well. */
export function Notice({ progress, onRetry }: NoticeProps) {
  if (progress.state === "refused" && Object.keys(progress.errors).length === 0) {
    return (
      <div className="notice" role="alert">
        <p>
          <b>The server refused this.</b> {progress.message}
        </p>
      </div>
    );
  }
  if (progress.state !== "waiting") return null;
  const lost = progress.reason === "lost";
  return (
    <div className="notice" role="alert">
      <p>
        <b>{lost ? "The server does not answer." : "The server is busy."}</b> The last wave stays on
        screen; the page goes on by itself when it is back.
        <span className="dim"> {progress.message}</span>
      </p>
      <button type="button" onClick={onRetry}>
        Try now
      </button>
    </div>
  );
}
