/** What a spectrum can tell of the parameters at the present point, in numbers and in words. */
import { memo, useCallback, useMemo, useState } from "react";
import { usePalette } from "../app/palette.ts";
import { minus } from "../plot/axis.ts";
import { csvOf } from "../plot/csv.ts";
import type { Series } from "../plot/curves.tsx";
import type { Domain } from "../plot/domain.ts";
import { Plot } from "../plot/plot.tsx";
import { useIdle } from "./idle.ts";
import type { Model } from "./model.ts";
import { type Telling, tell } from "./telling.ts";

interface IdentifiabilityPanelProps {
  readonly model: Model;
  /** In Hz. */
  readonly frequencies: Float64Array;
}

/** The panel; it follows the sliders once they let it. */
export const IdentifiabilityPanel = memo(function IdentifiabilityPanel({
  model: { circuit, values },
  frequencies,
}: IdentifiabilityPanelProps) {
  const work = useCallback(
    () => tell({ circuit, values }, frequencies),
    [circuit, values, frequencies],
  );
  const told = useIdle(work);
  return (
    <section className="identifiability" id="identifiability" aria-label="Identifiability">
      <h2>Identifiability</h2>
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
  const { parameters, rank, usualRank, fixed, free, equal } = told;
  const all = parameters.length;
  return (
    <div className="words">
      <p className="verdict" data-testid="rank">
        The spectrum fixes <b>{rank}</b> of <b>{all}</b>{" "}
        {all === 1 ? "parameter." : rank === all ? "parameters: all of them." : "parameters."}
      </p>
      {fixed.length > 0 && rank < all && <p>Fixed one by one: {fixed.join(", ")}.</p>}
      {free.length > 0 && (
        <>
          <p>Free, however good the measurement:</p>
          <ul>
            {free.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="dim">
            Models along a free direction have the same spectrum: the first and the five-hundredth
            of a ranking may fit equally well.
          </p>
        </>
      )}
      {usualRank > rank && (
        <p>
          This point is special: close by, the spectrum fixes {usualRank} of {all}.
          {equal.length > 0 && ` Here ${equal.map((group) => group.join(" = ")).join(", and ")}.`}{" "}
          Where parts of a circuit are alike, changing one is like changing the other.
        </p>
      )}
    </div>
  );
});

const ordinal = { quantity: "Direction", unit: "" } as const;
const size = { quantity: "Singular value", unit: "", isLogarithmic: true } as const;

/** The least that is drawn: what is below is rounding. */
const lowest = 1e-18;

/** Singular values from the greatest on, over the threshold between fixed and free. */
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
        name: "threshold",
        colour: palette.imag,
        look: "dashed",
        x: [0, count + 1],
        y: [Math.log10(threshold), Math.log10(threshold)],
      },
    ];
  }, [singular, threshold, count, palette]);
  const fit = useCallback((): Domain => {
    const y = series[0]!.y as Float64Array;
    return {
      x: [0.4, count + 0.6],
      y: [Math.min(-10, Math.floor(Math.min(...y))) - 1, Math.max(1, Math.ceil(Math.max(...y)))],
    };
  }, [series, count]);
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
        No. {shown + 1}, {shown < rank ? "fixed" : "free"}: {minus(value.toExponential(1))} along{" "}
        {along(singular.right[shown]!, parameters)}
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
