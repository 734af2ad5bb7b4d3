/** An engine `nim` with a NIM that stands in, and what it is asked. */
import type { ServerResponse } from "node:http";
import type { TestContext } from "node:test";
import { createNim, type NimOptions } from "#src/affinity/nim/nim.ts";
import type { PreparedPrediction } from "#src/affinity/predicting/engine.ts";
import { predictionRequest } from "#src/affinity/request.ts";
import type { GoodLigand } from "#src/affinity/validation.ts";
import { type NimStandIn, startNim } from "./nim-server.ts";

/** The key that it is asked with. */
export const apiKey = "nvapi-secret";

/** Ethanol and a protein of nine residues, or what is said further. */
export function prepared(
  further: object = {},
  alignment: PreparedPrediction["alignment"] = { source: "empty" },
): PreparedPrediction {
  const ligand = { smiles: "OCC", id: "L" };
  const protein = { sequence: "MKVLAAGIW" };
  const request = predictionRequest.parse({ protein, ligand, engine: "nim", ...further });
  // All that a NIM is told of it.
  const read = { canonical_smiles: "CCO" } as GoodLigand;
  return { id: "one", owner: "me", request, ligand: read, alignment };
}

/** Starts both. */
export async function nimBench(t: TestContext, options: Partial<NimOptions> = {}) {
  const nim = await startNim(t);
  const engine = createNim({ url: nim.url, apiKey, pause: 5, ...options });
  return {
    nim,
    predict(asked: PreparedPrediction = prepared(), signal = new AbortController().signal) {
      return engine.predict(asked, { signal, report() {} });
    },
  };
}

/** What it was asked first. */
export function bodyOf({ asked }: NimStandIn): Record<string, unknown> {
  return asked[0]?.body as Record<string, unknown>;
}

/** Answers with a status and a text, or JSON. */
export function saying(code: number, body: unknown): (response: ServerResponse) => void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (response) => void response.writeHead(code).end(text);
}
