/** The cells of a ligand's row. */
import { memo } from "react";
import type { ScreenLigand } from "#src/client/index.ts";
import { fixed, percent } from "../../plot/axis.ts";
import { Said } from "../said.tsx";
import { affinityText, barShare, nameOf, smilesOf } from "./columns.ts";
import { Drawing } from "./drawing.tsx";
import { isReadable, sayingOf } from "./saying.ts";

interface CellsProps {
  readonly row: ScreenLigand;
}

/** The cells: they stay as they are while rows are pointed at. */
export const Cells = memo(function Cells({ row }: CellsProps) {
  const { rank, place, pic50, affinity_probability_binary: probability, descriptors, state } = row;
  const smiles = smilesOf(row);
  const says = sayingOf(row);
  return (
    <>
      <td className="rank">{rank}</td>
      <td className="place">{place}</td>
      <td className="drawn">{isReadable(row) && <Drawing smiles={smiles} name={nameOf(row)} />}</td>
      <td className="name" title={row.name}>
        {row.name}
        <span className="narrow">
          <Said text={says || (pic50 === undefined ? state : "")} />
        </span>
      </td>
      <td className="smiles" title={smiles}>
        {smiles}
      </td>
      <td className="affinity">
        {affinityText(row)}
        {pic50 !== undefined && (
          <span className="bar">
            <i style={{ transform: `scaleX(${barShare(pic50)})` }} />
          </span>
        )}
      </td>
      <td className="probability">{probability !== undefined && percent(probability)}</td>
      <td className="pic50">{pic50?.toFixed(2)}</td>
      <td className="mw">{descriptors?.mw.toFixed(1)}</td>
      <td className="clogp">{descriptors && fixed(descriptors.clogp, 2)}</td>
      <td className="state" title={says.replaceAll("`", "")}>
        <span className="row-state" data-row={state}>
          {state}
        </span>
        <span className="says">
          <Said text={says} />
        </span>
      </td>
    </>
  );
});
