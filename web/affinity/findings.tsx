/** What is said of a text, each at the character that it is about. */
import { useState } from "react";
import type { Finding } from "#src/client/index.ts";
import { Said } from "./said.tsx";
import "./findings.css";

interface FindingsProps {
  /** The text as it stands in its field. */
  readonly text: string;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** Shows a character in the field. */
  readonly onPoint: (position: number) => void;
}

/** Characters of the text before and after the one that is meant. */
const before = 16;
const after = 12;

/** Messages that are shown at once: more of them would push the form away under the pointer. */
const mostShown = 2;

/** Errors, then warnings; those about a character show it, and lead to it. Of many, one; the rest opens. */
export function Findings({ text, errors, warnings, onPoint }: FindingsProps) {
  const all = [
    ...errors.map((finding) => ({ ...finding, kind: "error" })),
    ...warnings.map((finding) => ({ ...finding, kind: "caution" })),
  ];
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen || all.length <= mostShown ? all : all.slice(0, 1);
  return (
    <ul className="findings">
      {shown.map(({ kind, message, position }) => (
        <li key={`${kind} ${position} ${message}`} data-kind={kind}>
          {kind === "error" && position !== undefined && (
            <button
              type="button"
              aria-label="Go to the character"
              onClick={() => onPoint(position)}
            >
              <Excerpt text={text} position={position} />
            </button>
          )}
          <p>
            <Said text={message} />
          </p>
        </li>
      ))}
      {all.length > mostShown && (
        <li>
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Show only the first" : `and ${all.length - 1} more`}
          </button>
        </li>
      )}
    </ul>
  );
}

function Excerpt({ text, position }: { readonly text: string; readonly position: number }) {
  const from = Math.max(0, position - before);
  const inLine = (part: string) => part.replaceAll(/\s/g, " ");
  return (
    <code>
      {from > 0 && "…"}
      {inLine(text.slice(from, position))}
      <mark>{inLine(text.charAt(position)) || " "}</mark>
      {inLine(text.slice(position + 1, position + 1 + after))}
    </code>
  );
}
