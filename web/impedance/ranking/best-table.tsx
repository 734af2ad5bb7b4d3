/** The table of the best models. Only the rows in sight are there, however many there are. */
import { type KeyboardEvent, memo, type UIEvent, useEffect, useRef, useState } from "react";
import { isTied, type Models, valuesAt } from "./models.ts";
import { placeOf, resnormText, shortQuantity } from "./wording.ts";
import "./best-table.css";

interface BestTableProps {
  readonly models: Models;
  /** How many of the models are listed: the best ones. */
  readonly count: number;
  /** Units of the parameters, in the models' order. */
  readonly units: readonly string[];
  readonly metric: { readonly name: string; readonly unit: string };
  readonly hovered: number | undefined;
  readonly onHover: (index: number | undefined) => void;
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
}

/** Height of a row, px; the style sheet's rows are as high. */
const rowHeight = 26;

/** Rows that are there beyond those in sight, to either side. */
const beyond = 8;

/** Rows in sight, the head aside. */
const inSight = 10;

const keySteps: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -inSight,
  PageDown: inSight,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** A row a model; arrow keys go from one to the next, Enter chooses. */
export function BestTable({ models, count, units, metric, ...props }: BestTableProps) {
  const { hovered, onHover, chosen, onChoose } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  const end = Math.min(count, first + inSight + 2 * beyond);
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other models begin at their best.
  useEffect(() => {
    scroller.current!.scrollTop = 0;
  }, [models]);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && hovered !== undefined) return onChoose(hovered);
    const step = keySteps[event.key];
    if (step === undefined || count === 0) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, (hovered ?? -1) + step));
    onHover(next);
    bringToSight(scroller.current!, next);
  };
  const scrolled = ({ currentTarget }: UIEvent) => setTop(currentTarget.scrollTop);
  return (
    <div className="best-table" ref={scroller} onScroll={scrolled}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are chosen from.
        role="grid"
        aria-label="The best models"
        aria-rowcount={count + 1}
        aria-activedescendant={hovered === undefined ? undefined : `model-${hovered}`}
        tabIndex={0}
        onKeyDown={press}
        onPointerLeave={() => onHover(undefined)}
      >
        <thead>
          <tr>
            <th>rank</th>
            <th>{metric.name}</th>
            {models.names.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr aria-hidden style={{ height: first * rowHeight }} />
          {rows.map((index) => (
            <tr
              key={index}
              id={`model-${index}`}
              aria-rowindex={index + 2}
              aria-selected={index === chosen}
              data-hovered={index === hovered}
              onPointerEnter={() => onHover(index)}
              onClick={() => onChoose(index)}
            >
              <Cells models={models} index={index} units={units} unit={metric.unit} />
            </tr>
          ))}
          <tr aria-hidden style={{ height: (count - end) * rowHeight }} />
        </tbody>
      </table>
    </div>
  );
}

interface CellsProps {
  readonly models: Models;
  readonly index: number;
  readonly units: readonly string[];
  /** Of the resnorm. */
  readonly unit: string;
}

/** A row's cells: they stay while rows are pointed at. */
const Cells = memo(function Cells({ models, index, units, unit }: CellsProps) {
  return (
    <>
      <td {...(isTied(models, index) && { title: tied })}>{placeOf(models, index)}</td>
      <td>{resnormText(models.resnorms[index]!, unit)}</td>
      {Array.from(valuesAt(models, index), (value, i) => (
        <td key={models.names[i]}>{shortQuantity(value, units[i] ?? "")}</td>
      ))}
    </>
  );
});

const tied = "The same measure as its neighbour: this data does not tell the two apart";

/** Scrolls as little as shows the row below the head, which stays. */
function bringToSight(scroller: HTMLElement, index: number): void {
  const top = index * rowHeight;
  const room = scroller.clientHeight - 2 * rowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
}
