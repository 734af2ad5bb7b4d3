/** What every engine is asked and what it finds, whichever program it is. */
import type { PredictionRequest } from "../request.ts";
import type { PredictionResult } from "../result.ts";
import type { GoodLigand } from "../validation.ts";

/** One complex to predict: all of it validated, nothing left to look up. */
export interface PreparedPrediction {
  /** Names its files while it is predicted: 1 … 64 letters, digits, `-` and `_`; no other's. */
  readonly id: string;
  /** Whose it is: only one owner's share a process, and its log. */
  readonly owner: string;
  readonly request: PredictionRequest;
  /** The ligand as RDKit read it; its canonical SMILES is what is predicted. */
  readonly ligand: GoodLigand;
  readonly alignment: Alignment;
}

/** Where the protein's alignment is from. */
export interface Alignment {
  readonly source: "given" | "empty" | "cache" | "server";
  /** A3M whose first row is the protein; absent for the sequence alone. */
  readonly a3m?: string;
  /** SHA-256 of the A3M in hexadecimal. */
  readonly sha256?: string;
}

/** A file that a prediction made. */
export interface FoundFile {
  /** As `model_0.cif`: letters, digits, `.`, `_` and `-`, its own among the prediction's. */
  readonly name: string;
  readonly mediaType: string;
  /** Its bytes; to be read before the prediction is disposed of. */
  open(): AsyncIterable<Uint8Array>;
}

/** The part of a result that its engine answers for. */
export type Found = Omit<
  PredictionResult,
  "job_id" | "status" | "ligand" | "structures" | "contacts" | "chains" | "provenance"
> & {
  /** Of a structure `model_0.cif`, `pae_0.npz`, `pde_0.npz`, `plddt_0.npz`, `confidence_0.json`. */
  readonly files: readonly FoundFile[];
  /** `confidence_score` of each structure, the best first, where the engine tells it. */
  readonly confidences: readonly (number | undefined)[];
  /** Links are the caller's to make: `input.json` and `boltz.log` are among the files. */
  readonly provenance: Omit<PredictionResult["provenance"], "input" | "log" | "msa">;
  /** What made it, for the job's row, as `boltz` and `2.2.1`. */
  readonly version: string;
};

/** What was found, and a place that is given back when its files have been read. */
export type Held<T> = T & AsyncDisposable;

/** How a prediction is watched and called off. */
export interface PredictionContext {
  /** Ends the work; what it ran is gone within the second. */
  readonly signal: AbortSignal;
  /**
   * Told how far it is.
   * @param progress 0 … 1
   * @param message what is being done, for people
   * @param secondsLeft an estimate; undefined while unknown
   */
  report(progress: number, message: string, secondsLeft?: number): void;
  /**
   * Told how to hear what the program says, as soon as one runs, and again when another follows it.
   * @param read the end of what it has said so far, as it may be shown; rejects when it is gone
   */
  hear?(read: () => Promise<string>): void;
}

/** Something that predicts. */
export interface PredictionEngine {
  /**
   * Predicts one complex.
   * @throws JobFailure telling whoever asked why it cannot be had, and whether another try may end
   *   better; the signal's reason when it aborts
   */
  predict(asked: PreparedPrediction, context: PredictionContext): Promise<Held<Found>>;
}
