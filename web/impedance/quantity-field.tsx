/** A quantity that is typed, with or without its unit: 4.7k, 25 µF, 1e-6. */
import { type KeyboardEvent, useId, useState } from "react";
import { readQuantity, writeQuantity } from "./engineering.ts";

interface QuantityFieldProps {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The least and the greatest value it may have. */
  readonly least: number;
  readonly most: number;
  /** Told of values within the bounds: while they are typed, or when the field is left. */
  readonly onChange: (value: number) => void;
  readonly when?: "typed" | "left";
  /** What the arrow keys up and down make of the value; they do nothing without it. */
  readonly onStep?: (steps: number) => void;
  readonly disabled?: boolean;
  readonly className?: string;
}

/**
 * The field; what is wrong with a text is said below it. Such a text stays, also when the field is left,
 * until it is mended, Escape is pressed, or the value is changed by other means.
 */
export function QuantityField(props: QuantityFieldProps) {
  const { name, value, unit, least, most, onChange, when = "typed", onStep, disabled } = props;
  const id = useId();
  // With the value that the field had then.
  const [typed, setTyped] = useState<{ readonly text: string; readonly beside: number }>();
  const read = typed && readQuantity(typed.text, unit);
  const isOver = typed !== undefined && typed.beside !== value;
  const found = typed && faultOf(read, unit, least, most);
  const fault = isOver ? undefined : found;
  const text = found !== undefined && isOver ? undefined : typed?.text;
  const finish = () => {
    if (fault !== undefined) return;
    if (when === "left" && text !== undefined && read !== undefined) onChange(read);
    setTyped(undefined);
  };
  const type = (text: string) => {
    setTyped({ text, beside: value });
    const next = readQuantity(text, unit);
    if (when === "typed" && next !== undefined && faultOf(next, unit, least, most) === undefined) {
      onChange(next);
    }
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") setTyped(undefined);
    if (event.key === "Enter") finish();
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || onStep === undefined) return;
    event.preventDefault();
    setTyped(undefined);
    onStep(direction * (event.shiftKey ? 10 : 1));
  };
  return (
    <>
      <input
        className={props.className}
        aria-label={name}
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        value={text ?? writeQuantity(value, unit)}
        aria-invalid={fault !== undefined}
        {...(fault === undefined ? {} : { "aria-describedby": id })}
        onFocus={(event) => event.currentTarget.select()}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onBlur={finish}
        onKeyDown={press}
      />
      {fault !== undefined && (
        <p id={id} className="error" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

function faultOf(value: number | undefined, unit: string, least: number, most: number) {
  if (value === undefined) {
    return unit === "" ? "A number, as in 0.9." : `A number, or one with its unit, ${unit}.`;
  }
  if (value >= least && value <= most) return undefined;
  return `From ${writeQuantity(least, unit)} to ${writeQuantity(most, unit)}.`;
}
