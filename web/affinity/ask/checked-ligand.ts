/** The ligand that is being typed, as the server knows it. */
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { LigandEntry } from "#src/affinity/ligand-list.ts";
import type { BadLigand, GoodLigand } from "#src/client/index.ts";
import { useLigand } from "../queries.ts";
import { ligandsOf } from "./draft.ts";

/** Rest after the last key before the server is asked, ms. */
const rest = 250;

/** What is known of the text. */
export interface CheckedLigand {
  /** What is written: several are of a screen. */
  readonly entries: readonly LigandEntry[];
  /** SMILES or mol block of the only one; empty where there is none, or several. */
  readonly structure: string;
  /** What the server says of it; undefined until it does. */
  readonly answer: GoodLigand | BadLigand | undefined;
  /** The last one that was a molecule, while another is being typed; undefined without a text. */
  readonly good: GoodLigand | undefined;
  /** Why the server does not answer. */
  readonly trouble: Error | null;
}

/** Asks about the text once it rests; of several answers the newest question's counts. */
export function useCheckedLigand(text: string): CheckedLigand {
  const entries = useMemo(() => ligandsOf(text), [text]);
  const structure = entries.length === 1 ? entries[0]!.structure : "";
  const [asked] = useDebouncedValue(structure, rest);
  const { data, isPlaceholderData, error, failureReason } = useLigand(asked);
  const answer = asked === structure && structure !== "" && !isPlaceholderData ? data : undefined;
  const [good, setGood] = useState<GoodLigand>();
  if (answer?.valid === true && answer !== good) setGood(answer);
  return {
    entries,
    structure,
    answer,
    good: structure === "" ? undefined : good,
    trouble: error ?? failureReason,
  };
}
