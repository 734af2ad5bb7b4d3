/** Over the page while a file is dragged over it. */
import type { ReactNode } from "react";
import "./drop-over.css";

interface DropOverProps {
  readonly isDropping: boolean;
  /** What can be dropped. */
  readonly children: ReactNode;
}

/** Says what can be dropped. */
export function DropOver({ isDropping, children }: DropOverProps) {
  if (!isDropping) return null;
  return (
    <div className="drop-over" aria-hidden>
      {children}
    </div>
  );
}
