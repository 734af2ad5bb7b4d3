/** The ligands of a screen: plots and a table that show the same, are sifted and pointed at together. */
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { Screen, ScreenLigand } from "#src/client/index.ts";
import type { AddressBar } from "../address.ts";
import type { SortKey } from "./columns.ts";
import { LigandDialog } from "./ligand-dialog.tsx";
import { PointedCard } from "./pointed-card.tsx";
import { Scatter } from "./scatter.tsx";
import type { Axes } from "./scatter-points.ts";
import { ScreenTable } from "./screen-table.tsx";
import { SieveFields } from "./sieve-fields.tsx";
import { isOpen, open, passes, type Sieve } from "./sifting.ts";
import { inOrder, ordered } from "./sorting.ts";
import { StateChips } from "./state-chips.tsx";
import { useShown } from "./use-shown.ts";

interface ScreenLigandsProps {
  readonly screen: Screen;
  readonly rows: readonly ScreenLigand[];
  /** Whether these are all. */
  readonly isWhole: boolean;
  readonly address: AddressBar;
}

const byProbability: Axes = { x: "pic50", y: "probability" };
const bySize: Axes = { x: "heavy_atoms", y: "pic50" };

/** Plots, what is pointed at in them, filters, the table, and the ligand that is open. */
export function ScreenLigands({ screen, rows, isWhole, address }: ScreenLigandsProps) {
  const { shown: asked, problems, choose, type } = useShown(address, screen.screen_id);
  const { sieve, order } = asked;
  const [pointed, setPointed] = useState<number>();
  const [opened, setOpened] = useState<number>();
  // What is typed is shown before thousands of rows are sifted by it.
  const sifted = useDeferredValue(sieve);
  const shown = useMemo(() => inOrder(rows.filter(passes(sifted)), order), [rows, sifted, order]);
  const sort = useCallback(
    (key: SortKey) => choose((asked) => ({ ...asked, order: ordered(asked.order, key) })),
    [choose],
  );
  const sift = (sieve: Sieve) => choose((asked) => ({ ...asked, sieve }));
  const at = (place: number | undefined) => rows.find((row) => row.place === place);
  const best = useMemo(
    () => rows.find(({ rank, state }) => rank === 1 && state === "completed"),
    [rows],
  );
  const plot = {
    rows,
    sieve: sifted,
    onSift: sift,
    pointed: at(pointed),
    onPoint: setPointed,
    onOpen: setOpened,
    isSimulated: screen.simulated === true,
  };
  const isNone = shown.length === 0 && rows.length > 0;
  const clear = (
    <button type="button" className="plain" onClick={() => sift(open)}>
      Clear the filters
    </button>
  );
  return (
    <>
      {problems.length > 0 && (
        <div className="left-out" role="alert">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      <div className="screen-plots">
        <Scatter {...plot} name="Affinity and probability" axes={byProbability} />
        <Scatter {...plot} name="Affinity and size" axes={bySize} />
        <PointedCard row={at(pointed) ?? best} isPointed={at(pointed) !== undefined} />
      </div>
      <StateChips
        counts={screen.counts}
        chosen={sieve.states}
        onChoose={(states) => sift({ ...sieve, states })}
      />
      <SieveFields sieve={sieve} onSift={(sieve) => type((asked) => ({ ...asked, sieve }))} />
      <div className="sifted">
        <p className="dim" role="status">
          {told(shown.length, rows.length, { isWhole, isOpen: isOpen(sifted) })}
        </p>
        {!isOpen(sieve) && !isNone && clear}
      </div>
      <ScreenTable
        rows={shown}
        order={order}
        onSort={sort}
        pointed={pointed}
        onPoint={setPointed}
        opened={opened}
        onOpen={setOpened}
      >
        {isNone && (
          <p className="none">
            No ligand {isWhole ? "" : "that is here yet "}passes the filters. {clear}
          </p>
        )}
      </ScreenTable>
      <LigandDialog
        screen={screen}
        row={at(opened)}
        onOpen={setOpened}
        onClose={() => setOpened(undefined)}
      />
    </>
  );
}

function told(
  shown: number,
  all: number,
  { isWhole, isOpen }: { readonly isWhole: boolean; readonly isOpen: boolean },
): string {
  const of = all === 1 ? "1 ligand" : `${all.toLocaleString()} ligands`;
  const sentence = isOpen ? `${of}.` : `${shown.toLocaleString()} of ${of} pass the filters.`;
  return isWhole ? sentence : `${sentence} More are coming …`;
}
