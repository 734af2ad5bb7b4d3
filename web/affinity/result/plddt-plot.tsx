/** pLDDT along the chains. */
import { useCallback, useMemo, useState } from "react";
import { usePalette } from "../../app/palette.ts";
import { csvOf } from "../../plot/csv.ts";
import type { Series } from "../../plot/curves.tsx";
import { Plot } from "../../plot/plot.tsx";
import { bandOf } from "./bands.ts";
import { inventedLabel, savedName } from "./stamp.ts";
import { type Token, tokenName } from "./tokens.ts";
import "./plddt-plot.css";

interface PlddtPlotProps {
  /** 0 … 1, of each token. */
  readonly plddt: Float32Array;
  /** What they are of; of another number they are not used. */
  readonly tokens: readonly Token[];
  readonly isInvented: boolean;
}

const across = { quantity: "Residues, then the ligand’s atoms", unit: "", isCount: true } as const;
const up = { quantity: "pLDDT", unit: "" } as const;

/** A line for residues, dots for atoms of ligands. */
export function PlddtPlot({ plddt, tokens: all, isInvented }: PlddtPlotProps) {
  const tokens = all.length === plddt.length ? all : [];
  const palette = usePalette();
  const [pointed, setPointed] = useState<number>();
  const { whole, series } = useMemo(() => {
    const x = Float64Array.from(plddt, (_, i) => i + 1);
    const y = Float64Array.from(plddt, (value) => 100 * value);
    const only = (isLigand: boolean) =>
      y.map((value, i) => ((tokens[i]?.atom !== undefined) === isLigand ? value : Number.NaN));
    const series: Series[] = [
      { name: "residues", colour: palette.real, look: "line", x, y: only(false) },
      { name: "ligand", colour: palette.imag, look: "dots", x, y: only(true) },
    ];
    return { whole: { x, y }, series };
  }, [plddt, tokens, palette]);
  const fit = useCallback(
    () => ({ x: [0.5, plddt.length + 0.5], y: [0, 100] }) as const,
    [plddt.length],
  );
  const nameOf = (i: number) => (tokens[i] ? tokenName(tokens[i]) : `No. ${i + 1}`);
  const csv = () =>
    csvOf(
      ["token", "plddt", ...(isInvented ? ["invented"] : [])],
      Array.from(whole.y, (value, i) => [nameOf(i), value, ...(isInvented ? ["yes"] : [])]),
    );
  // The nearest is sought on the first curve, which must have every point.
  const onPoint = (index: number | undefined) => setPointed(index);
  return (
    <div className="plddt">
      <Plot
        name={savedName("pLDDT", { isInvented })}
        x={across}
        y={up}
        series={series}
        fit={fit}
        pointed={pointed}
        onPoint={onPoint}
        nearest="x"
        csv={csv}
        {...(isInvented && { stamp: inventedLabel })}
      />
      <p className="dim said">
        {pointed === undefined
          ? "Point at the curve."
          : `${nameOf(pointed)}: ${whole.y[pointed]!.toFixed(1)}, ${isInvented ? "invented" : bandOf(whole.y[pointed]!).name}`}
      </p>
    </div>
  );
}
