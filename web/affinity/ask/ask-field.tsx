/** A field of the form that is typed, pasted or dropped into: its heading, its text, what is said of it. */
import { type ReactNode, type RefObject, useId } from "react";
import "./field.css";

interface AskFieldProps {
  /** What is given in it; in small letters its class, too. */
  readonly name: "Protein" | "Ligand";
  /** What its text is. */
  readonly label: string;
  readonly placeholder: string;
  /** Lines that are seen. */
  readonly rows: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isWrong: boolean;
  /** After the name, dim. */
  readonly note: ReactNode;
  /** At the heading's end; nothing by default. */
  readonly action?: ReactNode;
  /** What is said of the text. */
  readonly told: ReactNode;
  /** Below all of it; nothing by default. */
  readonly children?: ReactNode;
  /** The text, to point at a part of it. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** The field. */
export function AskField(props: AskFieldProps) {
  const { name, label, placeholder, rows, value, onChange, isWrong, note, field } = props;
  const id = useId();
  return (
    <section className={`ask-field ${name.toLowerCase()}`} aria-labelledby={`${id}-name`}>
      <div className="heading">
        <h2 id={`${id}-name`}>{name}</h2>
        <span className="dim">{note}</span>
        {props.action}
      </div>
      <textarea
        ref={field}
        rows={rows}
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={`${id}-told`}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <div id={`${id}-told`} className="told" role="status">
        {props.told}
      </div>
      {props.children}
    </section>
  );
}

/** Selects the character at `position` of a field's text, and goes there. */
export function pointIn(field: RefObject<HTMLTextAreaElement | null>, position: number): void {
  field.current?.focus();
  field.current?.setSelectionRange(position, position + 1);
}
