/** What is open on the page: a workspace, by itself or with a dataset that was made in one. */
import { formatCircuit } from "#src/impedance/circuit.ts";
import { datasetOf, workspaceOf } from "./address.ts";
import type { Workspace } from "./model.ts";
import type { WorkspaceSearch } from "./search.ts";
import { namesOf, withValues } from "./workspace.ts";

/** The workspace, and the dataset that is open in it. */
export interface Opened {
  readonly workspace: Workspace;
  readonly problems: readonly string[];
  readonly dataset: string | undefined;
  /** The workspace that the dataset brought with it, once it is known. */
  readonly usual: Workspace | undefined;
  /** An address that is read again when it is: until then it is left as it is. */
  readonly asked: WorkspaceSearch | undefined;
}

/** What an address opens, `before` being what is open. */
export function openedBy(search: WorkspaceSearch, before?: Opened): Opened {
  const dataset = datasetOf(search);
  if (dataset === undefined) {
    return { ...workspaceOf(search), dataset, usual: undefined, asked: undefined };
  }
  const usual = before?.dataset === dataset ? before.usual : undefined;
  const read = workspaceOf(search, usual);
  // Without the dataset's circuit, what an address says of its parameters cannot be read.
  return usual === undefined
    ? { ...read, problems: [], dataset, usual, asked: search }
    : { ...read, dataset, usual, asked: undefined };
}

/** The same after a change by hand. A dataset is of one circuit: with another one it is closed. */
export function changed(before: Opened, workspace: Workspace): Opened {
  const isSame = formatCircuit(workspace.circuit) === formatCircuit(before.workspace.circuit);
  const { dataset, usual } = isSame ? before : { dataset: undefined, usual: undefined };
  return { workspace, dataset, usual, problems: [], asked: undefined };
}

/** The same with what the dataset brings; swept parameters keep the values they have here. */
export function taken(
  before: Opened,
  usual: Workspace | undefined,
  swept: readonly string[],
): Opened {
  const { workspace, dataset, asked } = before;
  if (dataset === undefined || before.usual !== undefined) return before;
  if (usual === undefined) return { ...before, asked: undefined };
  if (asked !== undefined) {
    return { ...workspaceOf(asked, usual), dataset, usual, asked: undefined };
  }
  const isSame = formatCircuit(workspace.circuit) === formatCircuit(usual.circuit);
  const here = Object.entries(namesOf(workspace)).filter(([name]) => swept.includes(name));
  const next = isSame ? withValues(usual, Object.fromEntries(here)) : usual;
  return { ...before, workspace: next, usual };
}
