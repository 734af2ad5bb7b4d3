/** A protein's sequence: checked as it is typed, here, and shown in blocks of ten. */
import { memo, useMemo, useRef } from "react";
import { validateProtein } from "#src/affinity/protein.ts";
import { Findings } from "../findings.tsx";
import { Marked } from "../marked.tsx";
import { AskField, pointIn } from "./ask-field.tsx";
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
  const field = useRef<HTMLTextAreaElement>(null);
  const isEmpty = value.trim() === "";
  const read = useMemo(() => validateProtein(value), [value]);
  const told = (
    <>
      {isEmpty && isAsked && <p className="error">A protein is needed.</p>}
      {!isEmpty && (
        <Findings
          text={value}
          errors={read.errors}
          warnings={read.warnings}
          onPoint={(position) => pointIn(field, position)}
        />
      )}
    </>
  );
  return (
    <AskField
      name="Protein"
      label="Protein sequence"
      placeholder="A sequence or FASTA: type, paste, or drop a file"
      rows={4}
      value={value}
      onChange={onChange}
      isWrong={isEmpty ? isAsked : !read.valid}
      note={!isEmpty && read.valid && countText(read.length)}
      told={told}
      field={field}
    >
      <Blocks sequence={read.valid ? read.sequence : ""} />
    </AskField>
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
