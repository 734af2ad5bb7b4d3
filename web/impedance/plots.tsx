/** The picture: Nyquist and Bode plots of the present model and of what it is compared with. */
import { memo, useMemo, useRef, useState } from "react";
import { bandOf, vector } from "#src/impedance/band.ts";
import { compile, evaluator } from "#src/impedance/program.ts";
import { usePalette } from "../app/palette.ts";
import { Plot } from "../plot/plot.tsx";
import {
  bodeFit,
  type DrawnSpectrum,
  magnitude,
  nyquist,
  nyquistFit,
  phase,
  spectraCsv,
} from "./drawn.ts";
import type { Bench, Model } from "./model.ts";
import { Peek, useSeen } from "./peek.tsx";
import { Readout } from "./readout.tsx";
import { spectrumOf } from "./workspace.ts";

interface PlotsProps {
  readonly bench: Bench;
  /** A model that is pointed at in the ranking. */
  readonly hovered: Model | undefined;
  readonly onMetric: (metric: Bench["workspace"]["metric"]) => void;
}

/** Least height of the plots over frequency: half a decade of |Z|, 20 degrees of phase. */
const [leastDecades, leastDegrees] = [0.5, 20];

const frequency = { quantity: "Frequency", unit: "Hz", isLogarithmic: true } as const;
const realAxis = { quantity: "Re Z", unit: "Ω" } as const;
const imaginaryAxis = { quantity: "−Im Z", unit: "Ω" } as const;
const magnitudeAxis = { quantity: "|Z|", unit: "Ω", isLogarithmic: true } as const;
const phaseAxis = { quantity: "Phase", unit: "°" } as const;

/** Three plots with one mark at a frequency, and its numbers. */
export const Plots = memo(function Plots({ bench, hovered, onMetric }: PlotsProps) {
  const { workspace, frequencies, reference } = bench;
  const { circuit, values } = workspace;
  const [pointed, setPointed] = useState<number>();
  const [picked, setPicked] = useState(0.5);
  const palette = usePalette();
  const picture = useRef<HTMLElement>(null);
  const isSeen = useSeen(picture);
  const evaluate = useMemo(
    () => evaluator(compile(circuit), bandOf(frequencies)),
    [circuit, frequencies],
  );
  const present = useMemo(() => {
    const z = vector(frequencies.length);
    evaluate(values, z);
    return z;
  }, [evaluate, values, frequencies]);
  const beside = useMemo(() => hovered && spectrumOf(hovered, frequencies), [hovered, frequencies]);
  const isMeasured = workspace.reference.kind === "measured";
  const drawn = useMemo(() => {
    const two: DrawnSpectrum[] = [
      { name: "model", colour: palette.real, look: "line", z: present },
      {
        name: "reference",
        colour: palette.dim,
        look: isMeasured ? "dots" : "dashed",
        z: reference,
      },
    ];
    const logarithms = frequencies.map(Math.log10);
    return {
      two,
      logarithms,
      nyquist: nyquistFit(two.map(nyquist)),
      magnitude: bodeFit(
        two.map((s) => magnitude(s, logarithms)),
        leastDecades,
      ),
      phase: bodeFit(
        two.map((s) => phase(s, logarithms)),
        leastDegrees,
      ),
    };
  }, [present, reference, frequencies, isMeasured, palette]);
  const spectra = useMemo<DrawnSpectrum[]>(() => {
    if (beside === undefined) return drawn.two;
    return [...drawn.two, { name: "ranked", colour: palette.imag, look: "line", z: beside }];
  }, [drawn, beside, palette]);
  const curves = useMemo(() => spectra.map(nyquist), [spectra]);
  const index = pointed ?? Math.round(picked * (frequencies.length - 1));
  const shared = {
    pointed: index,
    onPoint: setPointed,
    csv: () => spectraCsv(frequencies, spectra),
  };
  return (
    <>
      <Plot
        ref={picture}
        name="Nyquist"
        className="nyquist"
        x={realAxis}
        y={imaginaryAxis}
        series={curves}
        fit={drawn.nyquist}
        nearest="distance"
        {...shared}
      />
      <Plot
        name="Magnitude"
        className="magnitude"
        x={frequency}
        y={magnitudeAxis}
        series={useMemo(() => spectra.map((s) => magnitude(s, drawn.logarithms)), [spectra, drawn])}
        fit={drawn.magnitude}
        nearest="x"
        {...shared}
      />
      <Plot
        name="Phase"
        className="phases"
        x={frequency}
        y={phaseAxis}
        series={useMemo(() => spectra.map((s) => phase(s, drawn.logarithms)), [spectra, drawn])}
        fit={drawn.phase}
        nearest="x"
        {...shared}
      />
      {beside !== undefined && !isSeen && (
        <Peek
          x={realAxis}
          y={imaginaryAxis}
          series={curves}
          fit={drawn.nyquist}
          palette={palette}
        />
      )}
      <Readout
        frequencies={frequencies}
        spectra={spectra}
        index={index}
        onPick={(index) => setPicked(index / (frequencies.length - 1))}
        metric={workspace.metric}
        onMetric={onMetric}
      />
    </>
  );
});
