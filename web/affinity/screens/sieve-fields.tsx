/** Filters of a screen's table: words, and ranges of figures. The boxes of the plots are the same ranges. */
import { useId } from "react";
import { type Figure, type Range, type Sieve, withRange } from "./sifting.ts";
import "./sieve-fields.css";

interface SieveFieldsProps {
  readonly sieve: Sieve;
  readonly onSift: (sieve: Sieve) => void;
}

interface FigureField {
  readonly figure: Figure;
  readonly name: string;
  /** How many of the field's unit are one of the figure's. */
  readonly scale: number;
  /** What an arrow adds. */
  readonly step: number;
}

/** The figures that have a range, in the units of the table. */
const figures: readonly FigureField[] = [
  { figure: "pic50", name: "pIC50", scale: 1, step: 0.5 },
  { figure: "probability", name: "probability, %", scale: 100, step: 10 },
  { figure: "heavy_atoms", name: "heavy atoms", scale: 1, step: 1 },
];

/** The fields. */
export function SieveFields({ sieve, onSift }: SieveFieldsProps) {
  return (
    <search className="sieve-fields">
      <input
        type="search"
        aria-label="Find"
        placeholder="Words of a name, or a piece of SMILES"
        value={sieve.text}
        onChange={({ currentTarget }) => onSift({ ...sieve, text: currentTarget.value })}
      />
      {figures.map(({ figure, ...field }) => (
        <RangeFields
          key={figure}
          {...field}
          range={sieve.ranges[figure] ?? {}}
          onChange={(range) => onSift(withRange(sieve, figure, range))}
        />
      ))}
    </search>
  );
}

interface RangeFieldsProps extends Omit<FigureField, "figure"> {
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

function RangeFields({ name, scale, step, range, onChange }: RangeFieldsProps) {
  const id = useId();
  // In so many digits that those of the multiplication are not seen.
  const shown = (end: number) => Number((scale * end).toPrecision(12));
  const end = (which: keyof Range, says: string) => (
    <input
      type="number"
      step={step}
      aria-label={`${says} ${name}`}
      value={range[which] === undefined ? "" : shown(range[which])}
      onChange={({ currentTarget: { valueAsNumber: value } }) =>
        onChange({ ...range, [which]: Number.isNaN(value) ? undefined : value / scale })
      }
    />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is laid out in its own way
    <span className="range" role="group" aria-labelledby={id}>
      <span id={id}>{name}</span>
      {end("least", "Least")}
      <span aria-hidden="true">…</span>
      {end("most", "Greatest")}
    </span>
  );
}
