/** Which jobs the list shows. */
import { jobStates } from "#src/jobs/state.ts";
import { useSettings } from "../app/queries.ts";
import type { Shown } from "./pages.ts";
import "./filters.css";

interface FiltersProps {
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** One choice of kind and one of state. */
export function Filters({ shown, onShow }: FiltersProps) {
  const known = useSettings().data?.engines.jobs.kinds.map(({ kind }) => kind) ?? [];
  const kinds = [...new Set([...known, ...(shown.kind === undefined ? [] : [shown.kind])])];
  const show = (change: Shown) => onShow({ ...shown, ...change });
  return (
    <div className="filters">
      <select
        aria-label="Kind"
        value={shown.kind ?? ""}
        onChange={({ currentTarget }) => show({ kind: currentTarget.value || undefined })}
      >
        <option value="">every kind</option>
        {kinds.map((kind) => (
          <option key={kind}>{kind}</option>
        ))}
      </select>
      <select
        aria-label="State"
        value={shown.state ?? ""}
        onChange={({ currentTarget }) =>
          show({ state: jobStates.find((state) => state === currentTarget.value) })
        }
      >
        <option value="">every state</option>
        {jobStates.map((state) => (
          <option key={state}>{state}</option>
        ))}
      </select>
    </div>
  );
}
