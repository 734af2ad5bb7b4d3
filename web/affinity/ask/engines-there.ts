/** Which engines the server has, as the form needs to know it. */
import type { Engine } from "#src/affinity/request.ts";
import { useSettings } from "../../app/queries.ts";
import { useHealth } from "../queries.ts";

/** What is there. */
export interface EnginesThere {
  /** Engines that can be asked for; `boltz` and `demonstration` always. */
  readonly engines: readonly Engine[];
  /** Whether Boltz can be asked; undefined while that is not known. */
  readonly hasBoltz: boolean | undefined;
  /** What there is to know about it: sentences. */
  readonly notes: readonly string[];
  /** Where sequences may be sent for an alignment; undefined if nowhere. */
  readonly msaServer: string | undefined;
}

/** What is there now. */
export function useEnginesThere(): EnginesThere {
  const { data: health } = useHealth();
  const { data: settings } = useSettings();
  const affinity = settings?.engines.affinity;
  return {
    engines:
      affinity?.nim === true ? ["boltz", "nim", "demonstration"] : ["boltz", "demonstration"],
    // A worker that is looking for its own may have it.
    hasBoltz: health && (health.boltz_available || health.boltz_state === "looking"),
    notes: health?.notes ?? [],
    msaServer: affinity?.msa_server ?? undefined,
  };
}
