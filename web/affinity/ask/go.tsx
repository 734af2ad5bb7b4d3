/** The button that predicts, or what stands in its place. */
import { Button } from "@mantine/core";
import type { Engine } from "#src/affinity/request.ts";
import { SignInButton } from "../../app/sign-in.tsx";
import { NoBoltz } from "./no-boltz.tsx";

interface GoProps {
  readonly engine: Engine;
  /** Who may ask: `nobody` until somebody signs in, `unknown` until the server has said. */
  readonly asker: "somebody" | "nobody" | "unknown";
  /** Whether the engine is Boltz, and there is none. */
  readonly isWithoutBoltz: boolean;
  /** Whether it is being asked. */
  readonly isAsking: boolean;
  /** What there is to know of Boltz: sentences. */
  readonly notes: readonly string[];
  /** Asks the demonstration engine. */
  readonly onDemonstration: () => void;
}

/** One of: the button, the panel on what is missing, the way to sign in; nothing until it is known. */
export function Go({ engine, asker, isWithoutBoltz, isAsking, notes, onDemonstration }: GoProps) {
  if (asker === "unknown") return <div className="go" />;
  if (asker === "nobody") {
    return (
      <div className="go">
        <SignInButton />
        <span className="dim">Predictions are kept for whoever asks: sign in first.</span>
      </div>
    );
  }
  if (isWithoutBoltz) return <NoBoltz isAsking={isAsking} onDemonstration={onDemonstration} />;
  const isDemonstration = engine === "demonstration";
  return (
    <div className="go">
      <Button
        type="submit"
        size="md"
        aria-disabled={isAsking}
        data-disabled={isAsking}
        aria-keyshortcuts="Control+Enter"
      >
        {isDemonstration ? "Invent a prediction" : "Predict"}
      </Button>
      <span className="dim">
        {isDemonstration ? "Demonstration: its numbers mean nothing." : "Ctrl+Enter"}
      </span>
      {engine === "boltz" && notes.length > 0 && <p className="dim notes">{notes.join(" ")}</p>}
    </div>
  );
}
