/** One parameter: its value as a number and on a slider, whose ends can be set. */
import { type KeyboardEvent, memo } from "react";
import type { CircuitParameter } from "#src/impedance/circuit.ts";
import { takesPrefix, writeQuantity } from "./engineering.ts";
import { useHorizontalDrag } from "./horizontal-drag.ts";
import type { Range } from "./model.ts";
import { QuantityField } from "./quantity-field.tsx";
import { positionOf, sliderSteps, valueAt } from "./scale.ts";
import "../app/slider.css";
import "./parameter-slider.css";

interface ParameterSliderProps {
  readonly parameter: CircuitParameter;
  /** Its number in the circuit's order, for whoever is told. */
  readonly index: number;
  readonly value: number;
  readonly range: Range;
  /** A value is typed, whatever the range. */
  readonly onValue: (index: number, value: number) => void;
  /** A value within the range is taken by the slider. */
  readonly onSlide: (index: number, value: number) => void;
  readonly onRange: (index: number, range: Range) => void;
}

/** A slider, logarithmic for positive quantities. Its keys move a thousandth, a hundredth with Shift. */
export const ParameterSlider = memo(function ParameterSlider(props: ParameterSliderProps) {
  const { parameter, index, value, range, onValue, onSlide, onRange } = props;
  const { name, meaning, least, most } = parameter;
  // A unit that is too long for the fields stands beside the name.
  const unit = takesPrefix(parameter.unit) ? parameter.unit : "";
  const position = positionOf(value, range, parameter);
  const step = (steps: number) => {
    onSlide(index, valueAt(Math.round(position) + steps, range, parameter));
  };
  const drag = useHorizontalDrag(() => (part) => {
    onSlide(index, valueAt(position + part * sliderSteps, range, parameter));
  });
  const press = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    step(direction * (event.shiftKey ? 10 : 1));
  };
  return (
    <div className="knob" data-parameter={name}>
      <span className="name" title={`${name}: ${meaning}`}>
        <b>{name}</b>{" "}
        <span className="dim">{unit === parameter.unit ? meaning : `in ${parameter.unit}`}</span>
      </span>
      <QuantityField
        name={name}
        className="value"
        {...{ value, unit, least, most }}
        onChange={(value) => onValue(index, value)}
        onStep={step}
      />
      <QuantityField
        name={`${name}, least`}
        className="end"
        value={range.from}
        unit={unit}
        least={least}
        most={range.to * (1 - 1e-9)}
        when="left"
        onChange={(from) => onRange(index, { from, to: range.to })}
      />
      <span className="track" {...drag}>
        <input
          type="range"
          className="slider"
          aria-label={`${name}, slider`}
          aria-valuetext={writeQuantity(value, unit)}
          min={0}
          max={sliderSteps}
          step="any"
          value={position}
          style={{ "--part": position / sliderSteps } as React.CSSProperties}
          onChange={({ currentTarget }) =>
            onSlide(index, valueAt(Number(currentTarget.value), range, parameter))
          }
          onKeyDown={press}
        />
      </span>
      <QuantityField
        name={`${name}, greatest`}
        className="end"
        value={range.to}
        unit={unit}
        least={range.from * (1 + 1e-9)}
        most={most}
        when="left"
        onChange={(to) => onRange(index, { from: range.from, to })}
      />
    </div>
  );
});
