/**
 * A NIM of Boltz-2 that predicts nothing: it answers as NVIDIA documents (see `src/affinity/nim/body.ts`),
 * with figures that a test can tell apart and a structure of two atoms.
 */
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { TestContext } from "node:test";
import { sendJson, standIn } from "./stand-in.ts";

/** A question that it was asked. */
export interface NimAsked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Its JSON; undefined of a GET. */
  readonly body: unknown;
}

/** The server, and what a test tells it. */
export interface NimStandIn {
  readonly url: string;
  /** Without those for metadata. */
  readonly asked: readonly NimAsked[];
  /** Answers to come instead of its own. */
  readonly told: ((response: ServerResponse, body: unknown) => void)[];
}

/** Starts one; it ends with the test. */
export async function startNim(t: TestContext): Promise<NimStandIn> {
  const asked: NimAsked[] = [];
  const told: NimStandIn["told"] = [];
  const url = await standIn(t, async (request, response) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of request) pieces.push(piece as Uint8Array);
    const text = Buffer.concat(pieces).toString("utf8");
    const { method = "", url: path = "", headers } = request;
    if (path === "/v1/metadata") {
      return sendJson(response, 200, { version: "1.8.0", modelInfo: [{ shortName: "boltz2" }] });
    }
    const body = text === "" ? undefined : JSON.parse(text);
    asked.push({ method, path, headers, body });
    const instead = told.shift();
    if (instead !== undefined) return instead(response, body);
    if (method === "POST" && path === "/biology/mit/boltz2/predict") {
      return sendJson(response, 200, nimAnswer(body));
    }
    sendJson(response, 404, { detail: "Not Found" });
  });
  return { url, asked, told };
}

const columns = "group_PDB id type_symbol label_atom_id label_asym_id Cartn_x Cartn_y Cartn_z";
const mmcif = [
  "data_model",
  "loop_",
  ...columns.split(" ").map((name) => `_atom_site.${name}`),
  "ATOM 1 C CA A 7.1 -15.9 3.6",
  "HETATM 2 C C1 B 1.2 2.5 -3.1",
  "",
].join("\n");

interface Asks {
  readonly diffusion_samples: number;
  readonly ligands: readonly { readonly id: string; readonly predict_affinity?: boolean }[];
}

/** What it answers: of its structures each is better than the one before. */
export function nimAnswer(body: unknown) {
  const { diffusion_samples: samples, ligands } = body as Asks;
  const each = (first: number) => Array.from({ length: samples }, (_, i) => first + i / 100);
  const binder = ligands.find(({ predict_affinity }) => predict_affinity)!.id;
  return {
    structures: each(0).map((_, i) => ({
      structure: `${mmcif}# ${i}\n`,
      format: "mmcif",
      name: `structure_${i}`,
      source: "",
    })),
    metrics: { total_time_seconds: 1.5 },
    confidence_scores: each(0.8),
    ptm_scores: each(0.7),
    iptm_scores: each(0.6),
    ligand_iptm_scores: each(0.5),
    protein_iptm_scores: each(0),
    complex_plddt_scores: each(0.9),
    complex_iplddt_scores: each(0.85),
    complex_pde_scores: each(1.5),
    complex_ipde_scores: each(2.5),
    chains_ptm_scores: [0.7, 0.6],
    pair_chains_iptm_scores: [{ A: { A: 0.7, B: 0.6 } }],
    affinities: {
      [binder]: {
        affinity_pred_value: [-1],
        affinity_probability_binary: [0.75],
        affinity_pic50: [7],
        model_1_affinity_pred_value: [-1.5],
        model_1_affinity_probability_binary: [0.7],
        model_2_affinity_pred_value: [-0.5],
        model_2_affinity_probability_binary: [0.8],
      },
    },
  };
}
