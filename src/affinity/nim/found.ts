/** What a NIM answered, as every engine tells it. */
import { affinityOf, type Member } from "../affinity.ts";
import type { Found, FoundFile } from "../predicting/engine.ts";
import type { NimAffinity, NimAnswer } from "./answer.ts";
import type { NimBody } from "./body.ts";

/** A prediction by a NIM. */
export interface NimPrediction {
  readonly body: NimBody;
  readonly answer: NimAnswer;
  readonly host: string;
  /** As it tells itself; undefined if it does not. */
  readonly version: string | undefined;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** What was found. Its files are in memory. */
export function foundByNim(prediction: NimPrediction): Found {
  const { answer, host, version, startedAt, finishedAt } = prediction;
  const { affinity } = answer;
  const ranked = bestFirst(answer.structures);
  return {
    engine: "nim",
    version: version ?? "unknown",
    ...affinityOf(
      {
        affinity_pred_value: affinity.affinity_pred_value[0]!,
        affinity_probability_binary: affinity.affinity_probability_binary[0]!,
      },
      membersOf(affinity),
    ),
    ...ranked[0]!.figures,
    confidences: ranked.map(({ figures }) => figures.confidence_score),
    files: filesOf(prediction, ranked),
    warnings: [],
    provenance: {
      device: `NVIDIA NIM${version === undefined ? "" : ` ${version}`} at ${host}`,
      started_at: startedAt.toISOString(),
      finished_at: finishedAt.toISOString(),
    },
  };
}

type Structures = NimAnswer["structures"];

/** In Boltz's order; those without a confidence stay where they are, at the end. */
function bestFirst(structures: Structures): Structures {
  const rank = ({ figures }: Structures[number]) => figures.confidence_score ?? -1;
  return [...structures].sort((a, b) => rank(b) - rank(a));
}

function membersOf(affinity: NimAffinity): [Member, Member] | undefined {
  const [one, two] = ([1, 2] as const).map((model) => ({
    affinity_pred_value: affinity[`model_${model}_affinity_pred_value`]?.[0],
    affinity_probability_binary: affinity[`model_${model}_affinity_probability_binary`]?.[0],
  }));
  return isMember(one) && isMember(two) ? [one, two] : undefined;
}

function isMember(
  said: Partial<Record<keyof Member, number | undefined>> | undefined,
): said is Member {
  const { affinity_pred_value: value, affinity_probability_binary: probability } = said ?? {};
  return value !== undefined && probability !== undefined && probability >= 0 && probability <= 1;
}

function filesOf({ body, answer }: NimPrediction, ranked: Structures): FoundFile[] {
  return [
    ...ranked.flatMap(({ mmcif, figures }, rank) => [
      inMemory(`model_${rank}.cif`, "chemical/x-mmcif", () => mmcif),
      inMemory(`confidence_${rank}.json`, "application/json", () => JSON.stringify(figures)),
    ]),
    inMemory("affinity.json", "application/json", () => JSON.stringify(answer.affinity)),
    inMemory("input.json", "application/json", () => JSON.stringify(body)),
  ];
}

function inMemory(name: string, mediaType: string, text: () => string): FoundFile {
  return {
    name,
    mediaType,
    async *open() {
      yield Buffer.from(text());
    },
  };
}
