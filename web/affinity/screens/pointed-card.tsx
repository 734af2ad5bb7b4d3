/** The ligand that is pointed at, else the best: its drawing and what is predicted of it. */
import type { ScreenLigand } from "#src/client/index.ts";
import { percent } from "../../plot/axis.ts";
import { affinityText, nameOf, smilesOf } from "./columns.ts";
import { Drawing } from "./drawing.tsx";
import { isReadable, sayingOf } from "./saying.ts";
import "./pointed-card.css";

interface PointedCardProps {
  readonly row: ScreenLigand | undefined;
  /** Else it is the best. */
  readonly isPointed: boolean;
}

/** The card; its size is the same whatever is on it. */
export function PointedCard({ row, isPointed }: PointedCardProps) {
  if (row === undefined) {
    return (
      <section className="pointed-card" aria-label="Ligand">
        <p className="empty dim">The best is shown here, as soon as one is predicted.</p>
      </section>
    );
  }
  const { rank, pic50, affinity_probability_binary: probability, descriptors } = row;
  const name = nameOf(row);
  const figures = [
    probability === undefined ? undefined : `binds with ${percent(probability)}`,
    descriptors && `${descriptors.heavy_atoms} heavy atoms`,
  ];
  return (
    <section className="pointed-card" aria-label="Ligand">
      <div className="drawn">
        {isReadable(row) && <Drawing smiles={smilesOf(row)} name={name} />}
      </div>
      <p className="name">
        <span className="dim">{isPointed ? rank && `rank ${rank}` : "the best"}</span> {name}
      </p>
      <p>
        <b>{affinityText(row) ?? row.state}</b>{" "}
        <span className="dim">{pic50 !== undefined && `pIC50 ${pic50.toFixed(2)}`}</span>
      </p>
      <p className="dim">{figures.filter(Boolean).join(" · ")}</p>
      <p className="says dim">{sayingOf(row)}</p>
    </section>
  );
}
