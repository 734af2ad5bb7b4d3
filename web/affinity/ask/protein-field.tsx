/** A protein's sequence: checked as it is typed, here, and shown in blocks of ten. */
import { memo, useId, useMemo, useRef } from "react";
import { validateProtein } from "#src/affinity/protein.ts";
import { Findings } from "../findings.tsx";
import { Marked } from "../marked.tsx";
import "./field.css";
import "./protein-field.css";

interface ProteinFieldProps {
  /** As typed or pasted: letters, or FASTA. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether an empty field is told as a fault, as it is once somebody has asked. */
  readonly isAsked?: boolean;
}

/** The field, what is said of it, and the sequence that would be predicted. */
export function ProteinField({ value, onChange, isAsked = false }: ProteinFieldProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isEmpty = value.trim() === "";
  const read = useMemo(() => validateProtein(value), [value]);
  const isWrong = isEmpty ? isAsked : !read.valid;
  const point = (position: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(position, position + 1);
  };
  return (
    <section className="ask-field protein" aria-labelledby={`${id}-name`}>
      <div className="heading">
        <h2 id={`${id}-name`}>Protein</h2>
        <span className="dim">{!isEmpty && read.valid && countText(read.length)}</span>
      </div>
      <textarea
        ref={field}
        rows={4}
        aria-label="Protein sequence"
        aria-invalid={isWrong}
        aria-describedby={`${id}-told`}
        placeholder="A sequence or FASTA: type, paste, or drop a file"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <div id={`${id}-told`} className="told" role="status">
        {isEmpty && isAsked && <p className="error">A protein is needed.</p>}
        {!isEmpty && (
          <Findings text={value} errors={read.errors} warnings={read.warnings} onPoint={point} />
        )}
      </div>
      <Blocks sequence={read.valid ? read.sequence : ""} />
    </section>
  );
}

function countText(length: number): string {
  return length === 1 ? "1 residue" : `${length.toLocaleString()} residues`;
}

/** Letters in a block. */
const inBlock = 10;

/** The sequence, so that residues can be found by their number; what Boltz does not know is marked. */
const Blocks = memo(function Blocks({ sequence }: { readonly sequence: string }) {
  const blocks = sequence.match(/.{1,10}/g) ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="blocks" aria-label="Sequence in blocks of ten" tabIndex={0}>
      {blocks.length === 0 && <span className="dim">Its residues, in blocks of ten</span>}
      {blocks.map((letters, i) => {
        const last = i * inBlock + letters.length;
        return (
          <span key={last}>
            <small>{last}</small>
            <span>
              <Marked text={letters} what={/([XBZJUO]+)/} as="mark" />
            </span>
          </span>
        );
      })}
    </section>
  );
});
