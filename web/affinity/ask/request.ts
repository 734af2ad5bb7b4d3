/** The request that the form makes, and the form that makes a request. */
import * as z from "zod";
import { predictionRequest } from "#src/affinity/request.ts";
import type { FieldError, PredictRequest } from "#src/client/index.ts";
import { isCut } from "../asked.ts";
import {
  type Draft,
  emptyDraft,
  type FlagOption,
  flagOptions,
  type NumberOption,
  numberOptions,
} from "./draft.ts";

/** The request of a form, or what is wrong with it, field by field. */
export type Made =
  | { readonly request: PredictRequest }
  | { readonly errors: readonly FieldError[] };

/**
 * Makes the request; what is left at its default is left out of it.
 * @param smiles the ligand's: what was typed may be a mol block
 */
export function requestOf(draft: Draft, smiles: string): Made {
  const numbers = Object.entries(draft.numbers).flatMap(([name, text]) =>
    text.trim() === "" ? [] : [[name, Number.isNaN(Number(text)) ? text : Number(text)]],
  );
  const flags = Object.entries(draft.flags).filter(([, isSet]) => isSet);
  const request = {
    protein: { sequence: draft.protein },
    ligand: { smiles },
    ...(draft.engine === "boltz" ? {} : { engine: draft.engine }),
    ...(draft.msa === "server" ? { use_msa: true } : {}),
    ...(draft.msa === "given" ? { msa: draft.a3m } : {}),
    ...Object.fromEntries([...numbers, ...flags]),
  };
  const { error } = predictionRequest.safeParse(request);
  if (error === undefined) return { request };
  return { errors: error.issues.map(({ path, message }) => ({ path: path.join("."), message })) };
}

/**
 * The form of a request; none where it asks for what the form does not have. An alignment that was told by
 * its beginning only is to be given again: its field is empty.
 */
export function draftOf(request: unknown): Draft | undefined {
  const { msa } = (request ?? {}) as { readonly msa?: unknown };
  if (isCut(msa)) {
    const draft = draftOf({ ...(request as object), msa: undefined });
    return draft && { ...draft, msa: "given" };
  }
  const { data } = predictionRequest.safeParse(request);
  if (data === undefined || data.complex !== undefined) return undefined;
  if (data.protein.id !== "A" || data.ligand.id !== "B") return undefined;
  const { protein, ligand, engine, msa: alignment } = data;
  const isGiven = alignment !== undefined && alignment !== "empty";
  const numbers = numberOptions.flatMap((name) =>
    data[name] === undefined || data[name] === factsOf(name).usual
      ? []
      : [[name, String(data[name])]],
  );
  return {
    ...emptyDraft,
    protein: protein.sequence,
    ligand: ligand.smiles,
    engine,
    msa: data.use_msa ? "server" : isGiven ? "given" : "none",
    a3m: isGiven ? alignment : "",
    numbers: Object.fromEntries(numbers),
    flags: Object.fromEntries(flagOptions.flatMap((name) => (data[name] ? [[name, true]] : []))),
  };
}

/** What the schema says of an option. */
export interface OptionFacts {
  readonly meaning: string;
  /** Of a number. */
  readonly least?: number;
  readonly most?: number;
  /** Its default; none where an option has none. */
  readonly usual?: number | boolean;
}

/** What the schema says of an option. */
export function factsOf(name: NumberOption | FlagOption): OptionFacts {
  const schema = z.toJSONSchema(predictionRequest.shape[name], { io: "input" });
  const { description = "", minimum, maximum, default: usual } = schema;
  return {
    meaning: description,
    ...(minimum === undefined ? {} : { least: minimum }),
    ...(maximum === undefined ? {} : { most: maximum }),
    ...(typeof usual === "number" || typeof usual === "boolean" ? { usual } : {}),
  };
}
