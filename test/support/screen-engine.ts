/** An engine for tests of screens: its figures follow from the ligand, and it waits and fails as it is told. */
import { affinityOf } from "#src/affinity/affinity.ts";
import type {
  Found,
  Held,
  PredictionContext,
  PredictionEngine,
  PreparedPrediction,
} from "#src/affinity/predicting/engine.ts";

/** What is done before a ligand is answered for: nothing, a wait, a failure. */
export type BeforeAnswer = (smiles: string, context: PredictionContext) => Promise<void> | void;

/** An engine that says what it was asked. */
export interface ScreenEngine extends PredictionEngine {
  /** Canonical SMILES in the order of the asking; what was tried twice is there twice. */
  readonly asked: string[];
  /** Predictions in hand now, and the most that ever were. */
  readonly inHand: { now: number; most: number };
  /** Answers whose files were given back. */
  disposed: number;
  before: BeforeAnswer;
}

/** Makes one. */
export function screenEngine(before: BeforeAnswer = () => {}): ScreenEngine {
  const engine: ScreenEngine = {
    asked: [],
    inHand: { now: 0, most: 0 },
    disposed: 0,
    before,
    async predict(prepared, context) {
      const { inHand } = engine;
      engine.asked.push(prepared.ligand.canonical_smiles);
      inHand.most = Math.max(inHand.most, ++inHand.now);
      try {
        context.report(0.5, "Thinking");
        await engine.before(prepared.ligand.canonical_smiles, context);
        context.signal.throwIfAborted();
        return answerOf(prepared, () => void engine.disposed++);
      } finally {
        inHand.now--;
      }
    },
  };
  return engine;
}

/** The figure of a ligand: the heavier, the tighter. */
export function figureOf(mw: number): number {
  return 3 - mw / 100;
}

function answerOf({ request, ligand }: PreparedPrediction, dispose: () => void): Held<Found> {
  const isDemonstration = request.engine === "demonstration";
  const y = figureOf(ligand.descriptors.mw);
  return {
    engine: request.engine,
    ...(isDemonstration && { simulated: true as const }),
    version: "0.1",
    ...affinityOf({ affinity_pred_value: y, affinity_probability_binary: 0.5 }, [
      { affinity_pred_value: y - 0.1, affinity_probability_binary: 0.4 },
      { affinity_pred_value: y + 0.1, affinity_probability_binary: 0.6 },
    ]),
    confidence_score: 0.75,
    confidences: [0.75],
    files: [
      {
        name: "model_0.cif",
        mediaType: "chemical/x-mmcif",
        async *open() {
          yield Buffer.from(`data_${ligand.canonical_smiles}\n`);
        },
      },
      {
        name: "confidence_0.json",
        mediaType: "application/json",
        async *open() {
          yield Buffer.from("{}");
        },
      },
    ],
    warnings: [],
    provenance: { seed: 1 },
    async [Symbol.asyncDispose]() {
      dispose();
    },
  };
}
