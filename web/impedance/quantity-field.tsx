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

/** The field; what is wrong with a text is said below it. */
export function QuantityField(props: QuantityFieldProps) {
  const { name, value, unit, least, most, onChange, when = "typed", onStep, disabled } = props;
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? value : readQuantity(typed, unit);
  const fault = faultOf(read, unit, least, most);
  const take = () => {
    if (typed !== undefined && fault === undefined && read !== undefined) onChange(read);
  };
  const type = (text: string) => {
    setTyped(text);
    const next = readQuantity(text, unit);
    if (when === "typed" && next !== undefined && faultOf(next, unit, least, most) === undefined) {
      onChange(next);
    }
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") setTyped(undefined);
    if (event.key === "Enter") {
      take();
      setTyped(undefined);
    }
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
        value={typed ?? writeQuantity(value, unit)}
        aria-invalid={fault !== undefined}
        {...(fault === undefined ? {} : { "aria-describedby": id })}
        onFocus={(event) => event.currentTarget.select()}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onBlur={() => {
          if (when === "left") take();
          setTyped(undefined);
        }}
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
