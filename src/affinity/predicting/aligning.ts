/** Where a prediction's alignment is from: what was given, or a server that the request consents to. */
import { createHash } from "node:crypto";
import { readMsa } from "../msa.ts";
import type { PredictionRequest } from "../request.ts";
import type { Alignment, PredictionContext } from "./engine.ts";

/** Finds the alignment of a request's protein. */
export type Aligning = (
  request: Pick<PredictionRequest, "protein" | "msa" | "use_msa" | "engine">,
  context: PredictionContext,
) => Promise<Alignment>;

/** Asks a cache, then a server, for the alignment of a sequence. */
export type Align = (sequence: string, context: PredictionContext) => Promise<Alignment>;

/**
 * Makes the one rule of it: an alignment that is given is used; a sequence leaves this machine only
 * with `use_msa`, and not for a demonstration, which reads no alignment; otherwise the protein is predicted from its sequence alone.
 */
export function aligningBy(align: Align): Aligning {
  return async ({ protein, msa, use_msa, engine }, context) => {
    if (use_msa && engine !== "demonstration") return align(protein.sequence, context);
    if (msa === undefined || msa === "empty") return { source: "empty" };
    const { a3m } = readMsa(msa, protein.sequence);
    return { source: "given", a3m, sha256: createHash("sha256").update(a3m).digest("hex") };
  };
}
