/** One number of the question: label, symbol, input, and a slider where that helps. */
import { type KeyboardEvent, useId, useState } from "react";
import type { Field, Span } from "./fields.ts";
import { decimalsOf, readNumber, writeNumber } from "./number-text.ts";
import "../app/slider.css";
import "./number-field.css";

interface NumberFieldProps {
  readonly field: Field;
  /** As stated or derived; what the slider shows. */
  readonly value: number;
  /** What the user wrote, when it is not a valid number. */
  readonly written: number | string | undefined;
  readonly span: Span | undefined;
  readonly error: string | undefined;
  readonly caution: string | undefined;
  /** Told of a number, of text that is none, or of nothing: the default. */
  readonly onChange: (value: number | string | undefined) => void;
}

/** Digits of a number that the page derived itself, and nobody wrote. */
const derivedDigits = 6;

/** A labelled number. What is typed takes effect at once. */
export function NumberField(props: NumberFieldProps) {
  const { field, value, written, span, error, caution, onChange } = props;
  const id = useId();
  // While it is edited, the text stays as typed: "4." is not rewritten to "4".
  const [typed, setTyped] = useState<string>();
  const type = (text: string) => {
    setTyped(text);
    onChange(readNumber(text));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const step = (field.step ?? span?.step ?? lastDigit(value)) * (event.shiftKey ? 10 : 1);
    const next = value + (event.key === "ArrowUp" ? step : -step);
    setTyped(undefined);
    onChange(Number(next.toPrecision(12)));
  };
  const told = error ?? caution;
  const shown = written ?? (field.derived ? Number(value.toPrecision(derivedDigits)) : value);
  const text = typed ?? (typeof shown === "string" ? shown : writeNumber(shown));
  return (
    <div className="field" data-field={field.name}>
      <label htmlFor={id}>
        {field.label} <span className="symbol">{field.symbol}</span>
      </label>
      {field.derived && written === undefined && <span className="auto">auto</span>}
      <input
        id={id}
        name={field.name}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={text}
        title={text}
        aria-invalid={error !== undefined}
        {...(told === undefined ? {} : { "aria-describedby": `${id}-told` })}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => setTyped(undefined)}
        onKeyDown={press}
      />
      {span && (
        <input
          type="range"
          className="slider"
          aria-label={`${field.label}, slider`}
          min={span.min}
          max={span.max}
          step={span.step}
          value={value}
          style={{ "--part": (value - span.min) / (span.max - span.min) } as React.CSSProperties}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        />
      )}
      {told !== undefined && (
        <p
          id={`${id}-told`}
          className={error === undefined ? "caution" : "error"}
          role={error === undefined ? undefined : "alert"}
        >
          {told}
        </p>
      )}
    </div>
  );
}

/** One unit of the last digit a value is written with. */
function lastDigit(value: number): number {
  return 10 ** -Math.min(6, decimalsOf(value));
}
