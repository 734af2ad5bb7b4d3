/** How many ligands of a screen are in each state; each is a filter, too. */
import type { Screen, ScreenLigandState } from "#src/client/index.ts";
import { rowStates } from "./columns.ts";
import "./state-chips.css";

interface StateChipsProps {
  readonly counts: Screen["counts"];
  /** States that are shown; none for all. */
  readonly chosen: readonly ScreenLigandState[];
  readonly onChoose: (states: readonly ScreenLigandState[]) => void;
}

/** What a state is called where ligands are counted. */
const names: Readonly<Record<ScreenLigandState, string>> = {
  completed: "completed",
  waiting: "waiting",
  given: "not read yet",
  failed: "failed",
  rejected: "rejected",
  duplicate: "duplicate",
};

/** A chip a state; those without a ligand are left out, unless they are chosen. */
export function StateChips({ counts, chosen, onChoose }: StateChipsProps) {
  const shown = rowStates.filter((state) => counts[state] > 0 || chosen.includes(state));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div className="state-chips" role="group" aria-label="Show only">
      {shown.map((state) => {
        const isChosen = chosen.includes(state);
        return (
          <button
            key={state}
            type="button"
            data-row={state}
            aria-pressed={isChosen}
            onClick={() =>
              onChoose(isChosen ? chosen.filter((one) => one !== state) : [...chosen, state])
            }
          >
            <b>{counts[state].toLocaleString()}</b> {names[state]}
          </button>
        );
      })}
    </div>
  );
}
