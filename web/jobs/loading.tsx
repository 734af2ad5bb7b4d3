/** That something is waited for. */
import "./loading.css";

interface LoadingProps {
  readonly what: string;
}

/** A sentence, seen only when the wait is long enough to be noticed. */
export function Loading({ what }: LoadingProps) {
  return (
    <p className="loading dim" role="status">
      Asking for {what} …
    </p>
  );
}
