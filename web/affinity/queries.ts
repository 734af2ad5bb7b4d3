/** What the affinity page asks the server besides jobs. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { examples, getHealth, prediction, validateLigand } from "#src/client/index.ts";
import { askedAgain, useAsker } from "../app/queries.ts";

/** How old what is known of the server's engines may be, ms. */
const interval = 10_000;

/**
 * What a ligand is: its drawing, its descriptors, or why it is none. While another is asked for, the
 * last answer stays. Nothing is asked about an empty text.
 */
export function useLigand(structure: string) {
  const { options, who, meta } = useAsker();
  return useQuery({
    queryKey: ["ligand", who, structure],
    queryFn: ({ signal }) => validateLigand(structure, { ...options, signal }),
    enabled: structure !== "",
    placeholderData: keepPreviousData,
    // What a molecule is never changes.
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: askedAgain,
    meta,
  });
}

/** Proteins and ligands that run as they are. */
export function useExamples() {
  const { options, meta } = useAsker();
  return useQuery({
    queryKey: ["examples"],
    queryFn: ({ signal }) => examples({ ...options, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: askedAgain,
    meta,
  });
}

/** How the server is, and which engines it has. */
export function useHealth() {
  return useQuery({
    queryKey: ["health"],
    queryFn: ({ signal }) => getHealth({ signal }),
    staleTime: interval,
    refetchInterval: interval,
  });
}

/** What a completed prediction found. It never changes. */
export function usePrediction(id: string, isCompleted: boolean) {
  const { options, who, meta, known } = useAsker();
  return useQuery({
    queryKey: ["result", who, id],
    queryFn: ({ signal }) => prediction(id, { ...options, signal }),
    enabled: known && isCompleted,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: askedAgain,
    meta,
  });
}
