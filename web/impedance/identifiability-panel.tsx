/** What a spectrum can tell of the parameters at the present point, in numbers and in words. */
import { memo, useCallback, useMemo, useState } from "react";
import { leastChange } from "#src/impedance/identifiability.ts";
import { usePalette } from "../app/palette.ts";
import { minus } from "../plot/axis.ts";
import { csvOf } from "../plot/csv.ts";
import type { Series } from "../plot/curves.tsx";
import type { Domain } from "../plot/domain.ts";
import { Plot } from "../plot/plot.tsx";
import { useIdle } from "./idle.ts";
import type { Model } from "./model.ts";
import { type Telling, tell } from "./telling.ts";
import "./identifiability-panel.css";

interface IdentifiabilityPanelProps {
  readonly model: Model;
  /** In Hz. */
  readonly frequencies: Float64Array;
}

/** Relative noise that may be chosen. */
const noises = [
  { value: leastChange, name: "none but float32’s rounding, 1e−7" },
  { value: 1e-4, name: "0.01 %" },
  { value: 1e-3, name: "0.1 %" },
  { value: 0.01, name: "1 %" },
  { value: 0.1, name: "10 %" },
] as const;

/** The panel; it follows the sliders once they let it. */
export const IdentifiabilityPanel = memo(function IdentifiabilityPanel({
  model: { circuit, values },
  frequencies,
}: IdentifiabilityPanelProps) {
  const [noise, setNoise] = useState(leastChange);
  const work = useCallback(
    () => tell({ circuit, values }, frequencies, noise),
    [circuit, values, frequencies, noise],
  );
  const told = useIdle(work);
  return (
    <section className="identifiability" id="identifiability" aria-label="Identifiability">
      <div className="heading">
        <h2>Identifiability</h2>
        <label>
          noise of the data{" "}
          <select
            className="small-choice"
            value={noise}
            onChange={({ target }) => setNoise(Number(target.value))}
          >
            {noises.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {told === undefined ? (
        <p className="dim">Working it out…</p>
      ) : (
        <div className="columns">
          <Words told={told} />
          <SingularValues told={told} />
        </div>
      )}
    </section>
  );
});

interface ToldProps {
  readonly told: Telling;
}

const Words = memo(function Words({ told }: ToldProps) {
  const { parameters, rank, usualRank, fixed, free, equal, singular } = told;
  const all = parameters.length;
  const structural = free.filter(({ isStructural }) => isStructural);
  const hidden = free.filter(({ isStructural }) => !isStructural);
  return (
    <div className="words">
      <p className="verdict" data-testid="rank">
        {verdict(rank, all)}
      </p>
      {fixed.length > 0 && rank < all && <p>Fixed one by one: {fixed.join(", ")}.</p>}
      {rank === all && (
        <p className="dim">
          It would do so up to a noise of {shortPercent(singular.values[all - 1]!)}: that much the
          spectrum changes where it changes least, for each unit of ln p.
        </p>
      )}
      {structural.length > 0 && (
        <>
          <p>Free, however good the measurement:</p>
          <Directions of={structural} />
          <p className="dim">
            Along these the spectrum stays as it is, so models that differ by them fit equally well.
          </p>
        </>
      )}
      {hidden.length > 0 && (
        <>
          <p>Not resolved at this noise:</p>
          <Directions of={hidden} />
          <p className="dim">Better data would tell models apart that differ by these.</p>
        </>
      )}
      {usualRank > rank && (
        <p>
          This point is special: close by, the spectrum fixes{" "}
          {usualRank === all ? `all ${all} parameters` : combinations(usualRank)}.
          {equal.length > 0 && ` Here ${equal.map((group) => group.join(" = ")).join(", and ")}.`}{" "}
          Where parts of a circuit are alike, changing one is like changing the other.
        </p>
      )}
    </div>
  );
});

function verdict(rank: number, all: number): string {
  if (rank < all) {
    const ofAll = all === 1 ? "the one parameter" : `the ${all} parameters`;
    return `The spectrum fixes ${combinations(rank)} of ${ofAll}.`;
  }
  return `The spectrum fixes ${all === 1 ? "the one parameter" : `all ${all} parameters`}.`;
}

function combinations(count: number): string {
  return `${count === 0 ? "no" : count} ${count === 1 || count === 0 ? "combination" : "combinations"}`;
}

function shortPercent(part: number): string {
  return `${minus(String(Number((100 * part).toPrecision(2))))} %`;
}

function Directions({ of }: { readonly of: Telling["free"] }) {
  return (
    <ul>
      {of.map(({ sentence }) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

const ordinal = { quantity: "Direction", unit: "", isCount: true } as const;
const size = { quantity: "Singular value", unit: "", isLogarithmic: true } as const;

/** The least that is drawn: what is below is rounding. */
const lowest = 1e-18;

/** Singular values from the greatest on, over the noise between fixed and free. */
const SingularValues = memo(function SingularValues({ told }: ToldProps) {
  const { singular, threshold, rank, parameters } = told;
  const [pointed, setPointed] = useState<number>();
  const palette = usePalette();
  const count = singular.values.length;
  const series = useMemo<Series[]>(() => {
    const logs = Float64Array.from(singular.values, (value) => Math.log10(Math.max(lowest, value)));
    return [
      {
        name: "value",
        colour: palette.real,
        look: "dots",
        x: Float64Array.from(logs, (_, i) => i + 1),
        y: logs,
      },
      {
        name: "noise",
        colour: palette.imag,
        look: "dashed",
        x: [0, count + 1],
        y: [Math.log10(threshold), Math.log10(threshold)],
      },
    ];
  }, [singular, threshold, count, palette]);
  const fit = useCallback((): Domain => {
    const y = series[0]!.y as Float64Array;
    const least = Math.min(Math.log10(threshold), ...y);
    return {
      x: [0.4, count + 0.6],
      y: [Math.floor(least - 0.5), Math.max(1, Math.ceil(Math.max(...y) + 0.2))],
    };
  }, [series, count, threshold]);
  const shown = Math.min(pointed ?? count - 1, count - 1);
  const value = singular.values[shown]!;
  const csv = () =>
    csvOf(
      ["number", "singular_value", ...parameters],
      Array.from(singular.values, (value, i) => [i + 1, value, ...singular.right[i]!]),
    );
  return (
    <div className="singular">
      <Plot
        name="Singular values"
        x={ordinal}
        y={size}
        series={series}
        fit={fit}
        pointed={shown}
        onPoint={setPointed}
        nearest="x"
        csv={csv}
      />
      <p className="dim direction">
        No. {shown + 1}, {shown < rank ? "fixed" : "not resolved"}: {minus(value.toExponential(1))}{" "}
        along {along(singular.right[shown]!, parameters)}
      </p>
    </div>
  );
});

/** The larger parts of a direction of unit length, by parameter. */
function along(direction: Float64Array, parameters: readonly string[]): string {
  return parameters
    .map((name, i) => ({ name, part: direction[i]! }))
    .filter(({ part }) => Math.abs(part) >= 0.05)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .map(({ name, part }) => `${name} ${minus(part.toFixed(2))}`)
    .join(", ");
}
