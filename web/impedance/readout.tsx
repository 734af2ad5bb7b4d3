/** The numbers at one frequency, and how far the model is from the reference. */
import { type MetricName, metrics } from "#src/impedance/resnorm.ts";
import { minus } from "../plot/axis.ts";
import { type DrawnSpectrum, degrees } from "./drawn.ts";
import { writeQuantity } from "./engineering.ts";
import "../app/slider.css";
import "./readout.css";

interface ReadoutProps {
  readonly frequencies: Float64Array;
  /** The model, the reference, and what else is drawn. */
  readonly spectra: readonly DrawnSpectrum[];
  /** Number of the frequency. */
  readonly index: number;
  readonly onPick: (index: number) => void;
  readonly metric: MetricName;
  readonly onMetric: (metric: MetricName) => void;
}

/** Rows there is always room for, so that nothing moves when a third comes. */
const rows = ["model", "reference", "ranked"] as const;

/** A slider along the frequencies, a table at the one chosen, and the distance. */
export function Readout(props: ReadoutProps) {
  const { frequencies, spectra, index, onPick, metric, onMetric } = props;
  const [model, reference] = spectra as [DrawnSpectrum, DrawnSpectrum];
  const frequency = writeQuantity(Number(frequencies[index]!.toPrecision(4)), "Hz");
  const { meaning, unit, of } = metrics[metric];
  const part = index / (frequencies.length - 1);
  return (
    <section className="readings" aria-label="Readout">
      <div className="distance">
        <label>
          <span className="unseen">Distance</span>
          <select
            value={metric}
            title={meaning}
            onChange={({ currentTarget }) => onMetric(currentTarget.value as MetricName)}
          >
            {Object.keys(metrics).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <output data-testid="distance">{quantity(of(model.z, reference.z), unit)}</output>
        <span className="dim">{meaning}</span>
      </div>
      <div className="at">
        <span>
          at <b data-testid="frequency">{frequency}</b>
        </span>
        <input
          type="range"
          className="slider"
          aria-label="Frequency"
          aria-valuetext={frequency}
          min={0}
          max={frequencies.length - 1}
          value={index}
          style={{ "--part": part } as React.CSSProperties}
          onChange={({ currentTarget }) => onPick(Number(currentTarget.value))}
        />
      </div>
      <table>
        <thead>
          <tr>
            <th />
            <th scope="col">Re Z</th>
            <th scope="col">Im Z</th>
            <th scope="col">|Z|</th>
            <th scope="col">Phase</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => (
            <Row
              key={name}
              name={name}
              spectrum={spectra.find((s) => s.name === name)}
              at={index}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly spectrum: DrawnSpectrum | undefined;
  readonly at: number;
}

function Row({ name, spectrum, at }: RowProps) {
  if (spectrum === undefined) {
    return (
      <tr className="away" aria-hidden>
        <th scope="row">{name}</th>
      </tr>
    );
  }
  const { z, colour } = spectrum;
  const [re, im] = [z.re[at]!, z.im[at]!];
  return (
    <tr data-row={name}>
      <th scope="row">
        <i style={{ background: colour }} /> {name}
      </th>
      <td>{quantity(re, "Ω")}</td>
      <td>{quantity(im, "Ω")}</td>
      <td>{quantity(Math.hypot(re, im), "Ω")}</td>
      <td>{minus(`${degrees(re, im).toFixed(1)}°`)}</td>
    </tr>
  );
}

/** A quantity in four digits. */
function quantity(value: number, unit: string): string {
  return Number.isFinite(value) ? writeQuantity(Number(value.toPrecision(4)), unit) : "none";
}
