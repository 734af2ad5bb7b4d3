/** The parameters of a dataset, with the values they run through. */
import type { ListedDataset } from "#src/client/index.ts";
import { shortQuantity } from "../impedance/ranking/wording.ts";
import { type KnownParameter, parametersKnown } from "./parameter-ranges.ts";
import "./parameters.css";

interface ParametersProps {
  readonly dataset: ListedDataset;
}

/** A list, one parameter beside the other. */
export function Parameters({ dataset }: ParametersProps) {
  return (
    <ul className="dataset-parameters" aria-label="Parameters">
      {parametersKnown(dataset).map((parameter) => (
        <li key={parameter.name}>
          <b>{parameter.name}</b> {describe(parameter)}
        </li>
      ))}
      {dataset.grid_size !== null && <li className="dim">{dataset.grid_size} values each</li>}
    </ul>
  );
}

function describe({ unit, values }: KnownParameter): string {
  if (values === undefined) return unit;
  const [from, to, count] = values;
  if (to === undefined) return `= ${shortQuantity(from, unit)}`;
  const range = `${shortQuantity(from, unit)} to ${shortQuantity(to, unit)}`;
  return count === undefined ? range : `${range}, ${count} values`;
}
