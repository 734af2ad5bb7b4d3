/** Why something was not done. */

interface TroubleProps {
  readonly error: Error | null;
}

/** A sentence, or nothing; it keeps a line's room. */
export function Trouble({ error }: TroubleProps) {
  return (
    <p className="trouble error" role="alert">
      {error?.message}
    </p>
  );
}
