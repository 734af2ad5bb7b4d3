/** The page's state: the workspace, what follows from it, and the address that says both. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { searchOf } from "./address.ts";
import type { Bench, NamedValues, RankingPanelProps, Workspace } from "./model.ts";
import { changed, openedBy, taken } from "./opened.ts";
import { sameSearch, type WorkspaceSearch } from "./search.ts";
import { benchOf, namesOf } from "./workspace.ts";

/** Wait after the last change before the address follows, ms: browsers limit how often it may. */
const addressDelay = 250;

/** Where the address is kept. */
export interface AddressBar {
  readonly search: WorkspaceSearch;
  readonly write: (search: WorkspaceSearch, options: { replace: boolean }) => void;
}

/** All that the page's parts need; its functions never change. */
export interface WorkspaceState {
  readonly bench: Bench;
  /** File name of the dataset that is open. */
  readonly dataset: string | undefined;
  /** What of the address could not be read. */
  readonly problems: readonly string[];
  /** Every value a parameter has had here, by name: it has it again when it comes back. */
  readonly remembered: () => NamedValues;
  readonly change: (how: (before: Workspace) => Workspace) => void;
  /** The same, with a way back by the browser's Back. */
  readonly replace: (how: (before: Workspace) => Workspace) => void;
  readonly open: (dataset: string | undefined) => void;
  /** Takes what the open dataset brings with it: the workspace it was made in. */
  readonly take: RankingPanelProps["onLoaded"];
}

/** Keeps address and workspace in step. */
export function useWorkspace({ search, write }: AddressBar): WorkspaceState {
  const [state, setState] = useState(() => openedBy(search));
  const { workspace, problems, dataset, usual, asked } = state;
  const inAddress = useRef(search);
  const isStep = useRef(false);
  const values = useRef<NamedValues>({});
  const past = useRef<Bench>(undefined);
  const bench = useMemo(() => benchOf(workspace, past.current), [workspace]);
  past.current = bench;

  useEffect(() => {
    values.current = { ...values.current, ...namesOf(workspace) };
    if (asked !== undefined) return;
    const said = searchOf(workspace, dataset, usual);
    if (sameSearch(said, inAddress.current)) return;
    if (said.dataset !== inAddress.current.dataset) isStep.current = true;
    const send = () => {
      const replace = !isStep.current;
      isStep.current = false;
      inAddress.current = said;
      write(said, { replace });
    };
    if (isStep.current) {
      send();
      return;
    }
    const timer = setTimeout(send, addressDelay);
    return () => clearTimeout(timer);
  }, [workspace, dataset, usual, asked, write]);

  useEffect(() => {
    if (sameSearch(search, inAddress.current)) return;
    inAddress.current = search;
    setState((before) => openedBy(search, before));
  }, [search]);

  const change = useCallback<WorkspaceState["change"]>((how) => {
    setState((before) => changed(before, how(before.workspace)));
  }, []);
  return {
    bench,
    dataset,
    problems,
    remembered: useCallback(() => values.current, []),
    change,
    replace: useCallback(
      (how) => {
        isStep.current = true;
        change(how);
      },
      [change],
    ),
    open: useCallback((dataset) => {
      setState((before) => ({ ...before, dataset, usual: undefined, asked: undefined }));
    }, []),
    take: useCallback((usual, swept) => setState((before) => taken(before, usual, swept)), []),
  };
}
