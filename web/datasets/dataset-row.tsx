/** One dataset in the list. */
import { Link } from "@tanstack/react-router";
import { memo, useMemo } from "react";
import type { ListedDataset } from "#src/client/index.ts";
import { bytes } from "../app/bytes.ts";
import { CircuitDiagram } from "../impedance/diagram.tsx";
import { shortQuantity } from "../impedance/ranking/wording.ts";
import { Ago } from "../jobs/times.tsx";
import { Actions } from "./actions.tsx";
import { CopyHash } from "./copy-hash.tsx";
import type { Matter } from "./dialog.tsx";
import { circuitOf } from "./parameter-ranges.ts";
import { Parameters } from "./parameters.tsx";
import { isReadable, Standing } from "./standing.tsx";
import "./dataset-row.css";

interface DatasetRowProps {
  readonly dataset: ListedDataset;
  /** Asks the user about something. */
  readonly onAsk: (matter: Matter, filename: string) => void;
}

/** A dataset's row; drawn again only when the dataset itself changes. */
export const DatasetRow = memo(function DatasetRow({ dataset, onAsk }: DatasetRowProps) {
  const { filename, name, n_parameters: sets, n_frequencies: frequencies } = dataset;
  const { freq_min: least, freq_max: most, size_bytes: size } = dataset;
  const circuit = useMemo(() => circuitOf(dataset), [dataset]);
  return (
    <li className="dataset-row">
      <div className="drawing">
        {circuit === undefined ? (
          <p className="dim">{dataset.circuit}</p>
        ) : (
          <CircuitDiagram circuit={circuit} scale={0.75} />
        )}
      </div>
      <div className="what">
        <h2>
          {isReadable(dataset) ? (
            <Link to="/impedance" search={{ dataset: filename }}>
              {name}
            </Link>
          ) : (
            name
          )}
        </h2>
        <Standing dataset={dataset} />
        <p>
          <b>{sets.toLocaleString()}</b> models at <b>{frequencies}</b> frequencies,{" "}
          {shortQuantity(least, "Hz")} to {shortQuantity(most, "Hz")} · best{" "}
          <b>{bestOf(dataset)}</b> · {bytes(size)}
        </p>
        <Parameters dataset={dataset} />
        <p className="file dim">
          <span>{filename}</span>
          <CopyHash dataset={dataset} />
          <Ago time={dataset.created_at} />
        </p>
      </div>
      <Actions dataset={dataset} onAsk={onAsk} />
    </li>
  );
});

/** The best distance; resnorms are in ohms, other metrics say what they are. */
function bestOf({ best_resnorm: best, metric }: ListedDataset): string {
  if (best === null) return "none";
  return metric === "resnorm"
    ? shortQuantity(best, "Ω")
    : `${Number(best.toPrecision(4))} (${metric})`;
}
