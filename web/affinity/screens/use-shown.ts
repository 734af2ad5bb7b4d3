/** What is shown of a screen, kept in step with its address. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type AddressBar, sameShown, shownIn } from "../address.ts";
import { readShown, type Shown, searchOf } from "./shown.ts";

/** Wait after the last letter before the address follows, ms: browsers limit how often it may. */
const addressDelay = 250;

type Change = (how: (before: Shown) => Shown) => void;

/** What is shown, and how it is changed; the functions never change. */
export interface ShownState {
  readonly shown: Shown;
  /** What of the address could not be read. */
  readonly problems: readonly string[];
  /** Changes it by a choice, from which Back leads to what was before. */
  readonly choose: Change;
  /** Changes it by a letter: what is typed in a row is one step for Back. */
  readonly type: Change;
}

interface State extends ReturnType<typeof readShown> {
  /** Where it comes from. */
  readonly by: "address" | "choice" | "typing";
}

/** What `address` shows of the screen `id`. */
export function useShown({ search, write }: AddressBar, id: string): ShownState {
  const [state, setState] = useState<State>(() => ({ ...readShown(search), by: "address" }));
  const { shown, problems, by } = state;
  const inAddress = useRef(shownIn({ ...search }));
  const last = useRef(by);

  useEffect(() => {
    const said = searchOf(shown);
    if (sameShown(said, inAddress.current)) return;
    const send = () => {
      // What an address says in vain is no step, either.
      const replace = by === "address" || (by === "typing" && last.current === "typing");
      last.current = by;
      inAddress.current = said;
      write({ screen: id, ...said }, { replace });
    };
    const timer = setTimeout(send, by === "typing" ? addressDelay : 0);
    return () => clearTimeout(timer);
  }, [shown, by, id, write]);

  useEffect(() => {
    const now = shownIn({ ...search });
    if (sameShown(now, inAddress.current)) return;
    inAddress.current = now;
    last.current = "address";
    setState({ ...readShown(now), by: "address" });
  }, [search]);

  return {
    shown,
    problems,
    choose: useCallback((how) => setState((before) => changed(before, how, "choice")), []),
    type: useCallback((how) => setState((before) => changed(before, how, "typing")), []),
  };
}

function changed({ shown }: State, how: (before: Shown) => Shown, by: State["by"]): State {
  return { shown: how(shown), problems: [], by };
}
