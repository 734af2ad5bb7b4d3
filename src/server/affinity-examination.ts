/** Looks at what predicts affinities: Boltz and its weights, and what else is configured for it. */
import { resolve } from "node:path";
import { suited } from "#src/affinity/boltz/looking.ts";
import { type Gpu, type Probe, probeBoltz } from "#src/affinity/boltz/probe.ts";
import { lookAtWeights, type Weight } from "#src/affinity/boltz/weights.ts";
import { boltzCommand } from "./affinity.ts";
import type { Config } from "./config.ts";
import type { Finding } from "./finding.ts";

/** Looks at one thing after the other; Boltz takes seconds to say what it is. */
export async function* examineAffinity(config: Config): AsyncGenerator<Finding> {
  const wanted = config.BOLTZ_ACCELERATOR;
  const probe = suited(await probeBoltz(boltzCommand(config)), wanted);
  yield examineBoltz(probe, config);
  if (probe.state === "usable") {
    const cache = resolve(config.BOLTZ_CACHE);
    yield examineWeights(await lookAtWeights(cache), cache);
  }
  yield examineServer("MSA server", config.MSA_SERVER_URL, {
    use: "requests that say use_msa send their sequence there",
    lack: "none (MSA_SERVER_URL): no alignment is made. A protein without one is predicted less well.",
  });
  yield examineServer("NIM", config.NIM_URL, {
    use: "requests for the engine nim go there",
    lack: "none (NIM_URL): nobody can ask for the engine nim. The others do without.",
  });
}

/** What a probe found. */
export function examineBoltz(
  probe: Probe,
  { BOLTZ_COMMAND, BOLTZ_ACCELERATOR }: Pick<Config, "BOLTZ_COMMAND" | "BOLTZ_ACCELERATOR">,
): Finding {
  const what = "Boltz";
  switch (probe.state) {
    case "absent":
      return { what, state: "lacks", says: `none: it predicts no affinity. ${probe.says}` };
    case "unsuitable":
      return { what, state: "fails", says: probe.says };
    case "usable": {
      const { version = "of unknown version", gpus } = probe;
      const device = deviceOf(BOLTZ_ACCELERATOR === "cpu" ? [] : gpus);
      return { what, state: "works", says: `${version} by ${BOLTZ_COMMAND}, ${device}` };
    }
  }
}

/** What was found of the weights. */
export function examineWeights(weights: readonly Weight[], cache: string): Finding {
  const what = "Weights";
  const named = (state: Weight["state"]) =>
    weights.filter((weight) => weight.state === state).map(({ name }) => name);
  const cut = named("cut_short");
  if (cut.length > 0) {
    const says = `${cut.join(", ")} in ${cache} are cut short: delete them, and the next prediction downloads them.`;
    return { what, state: "fails", says };
  }
  const missing = named("missing");
  if (missing.length > 0) {
    const says = `${missing.join(", ")} are not in ${cache}: the first prediction downloads them, some 6 GB in all.`;
    return { what, state: "lacks", says };
  }
  return { what, state: "works", says: `all in ${cache}` };
}

function deviceOf(gpus: readonly Gpu[] | undefined): string {
  if (gpus === undefined) return "which does not say what it computes on";
  const [gpu] = gpus;
  if (gpu === undefined) return "on the CPU: many times as slow as on a GPU, and less accurate";
  return `on ${gpu.name} with ${(gpu.bytes / 1e9).toFixed(0)} GB`;
}

function examineServer(
  what: string,
  address: string | undefined,
  { use, lack }: { readonly use: string; readonly lack: string },
): Finding {
  if (address === undefined) return { what, state: "lacks", says: lack };
  return { what, state: "works", says: `${new URL(address).origin}: ${use}. It was not asked.` };
}
