/** A mark of its own for each part of a result that is invented: parts are read, and shown, alone. */

interface InventedMarkProps {
  readonly isInvented: boolean | undefined;
}

/** The mark; nothing where a model has run. */
export function InventedMark({ isInvented }: InventedMarkProps) {
  return isInvented ? <span className="invented-mark">invented</span> : null;
}
