/** The table of a screen. Only the rows in sight are there, however many there are. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { ScreenLigand } from "#src/client/index.ts";
import { useSize } from "../../plot/size.ts";
import { columns, type SortKey } from "./columns.ts";
import { headHeight, rowByKey, rowHeight, rowsInSight, scrolledTo } from "./in-sight.ts";
import type { Order } from "./sorting.ts";
import { Cells } from "./table-cells.tsx";
import "./screen-table.css";

interface ScreenTableProps {
  readonly rows: readonly ScreenLigand[];
  readonly order: Order;
  readonly onSort: (key: SortKey) => void;
  /** Places in the list of the rows that are pointed at, and that is open. */
  readonly pointed: number | undefined;
  readonly onPoint: (place: number | undefined) => void;
  readonly opened: number | undefined;
  readonly onOpen: (place: number) => void;
  /** Below the rows: what is said when there are none. */
  readonly children: ReactNode;
}

/** A row a ligand; arrow keys go from one to the next, Enter opens it, a heading sorts. */
export function ScreenTable(props: ScreenTableProps) {
  const { rows, order, onSort, pointed, onPoint, opened, onOpen, children } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { height = 0 } = useSize(scroller) ?? {};
  const [top, setTop] = useState(0);
  const { first, end } = rowsInSight(top, height, rows.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another order it begins at its top.
  useEffect(() => {
    scroller.current!.scrollTop = 0;
  }, [order]);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && pointed !== undefined) return onOpen(pointed);
    const at = rows.findIndex(({ place }) => place === pointed);
    const next = rowByKey(event.key, at < 0 ? undefined : at, { count: rows.length, height });
    if (next === undefined) return;
    event.preventDefault();
    onPoint(rows[next]!.place);
    const { scrollTop } = scroller.current!;
    scroller.current!.scrollTop = scrolledTo(next, scrollTop, height);
  };
  const isThere = rows.slice(first, end).some(({ place }) => place === pointed);
  return (
    <div
      className="screen-table"
      ref={scroller}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are opened.
        role="grid"
        aria-label="Ligands"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isThere ? `${id}-${pointed}` : undefined}
        tabIndex={0}
        onKeyDown={press}
        onPointerLeave={() => onPoint(undefined)}
      >
        <Head order={order} onSort={onSort} />
        <tbody>
          <tr aria-hidden style={{ height: first * rowHeight }} />
          {rows.slice(first, end).map((row, i) => (
            <tr
              key={row.place}
              id={`${id}-${row.place}`}
              aria-rowindex={first + i + 2}
              aria-selected={row.place === opened}
              data-pointed={row.place === pointed}
              // Rows that are scrolled under a pointer at rest are not pointed at.
              onPointerMove={({ movementX, movementY }) => {
                if (movementX !== 0 || movementY !== 0) onPoint(row.place);
              }}
              onClick={() => onOpen(row.place)}
            >
              <Cells row={row} />
            </tr>
          ))}
          <tr aria-hidden style={{ height: (rows.length - end) * rowHeight }} />
        </tbody>
      </table>
      {children}
    </div>
  );
}

interface HeadProps {
  readonly order: Order;
  readonly onSort: (key: SortKey) => void;
}

function Head({ order, onSort }: HeadProps) {
  return (
    <thead>
      <tr style={{ height: headHeight }}>
        {columns.map(({ key, heading, says }) => {
          const direction = order.key === key ? order.direction : undefined;
          const sort = direction && (direction === "up" ? "ascending" : "descending");
          return [
            key === "name" && (
              <th key="drawing" className="drawn">
                <span className="unseen">drawing</span>
              </th>
            ),
            <th key={key} className={key} aria-sort={sort}>
              <button type="button" title={says} onClick={() => onSort(key)}>
                {heading}
                <i aria-hidden="true">{direction && (direction === "up" ? "▲" : "▼")}</i>
              </button>
            </th>,
          ];
        })}
      </tr>
    </thead>
  );
}
