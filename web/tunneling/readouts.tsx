/** The live numbers above the picture. */
import { useEffect, useRef } from "react";
import { percent } from "../plot/axis.ts";
import { useStage } from "./canvas.tsx";
import type { Observables } from "./observables.ts";
import type { Scene } from "./stage.ts";
import "./readouts.css";

interface Readout {
  /** Where the probability is. */
  readonly place: string;
  /** What it is once the packet has met the barrier, and its symbol. */
  readonly becomes?: string;
  readonly symbol?: string;
  readonly className: string;
  readonly text: (observables: Observables) => string;
}

const readouts: readonly Readout[] = [
  {
    place: "Before",
    becomes: "reflected",
    symbol: "R",
    className: "reflected",
    text: ({ reflected }) => percent(reflected),
  },
  { place: "Inside", className: "inside", text: ({ inside }) => percent(inside) },
  {
    place: "Beyond",
    becomes: "transmitted",
    symbol: "T",
    className: "transmitted",
    text: ({ transmitted }) => percent(transmitted),
  },
  { place: "Norm", symbol: "Σ|ψ|²dx", className: "norm", text: ({ norm }) => norm.toFixed(6) },
];

/**
 * The probability before, inside and beyond the barrier and the norm of the shown frame; for readers
 * aloud, when it rests. What is before and beyond is called reflected and transmitted when it is.
 */
export function Readouts() {
  const stage = useStage();
  const place = useRef<HTMLElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    // A frame may still come when the page is left, and the references are gone.
    const [section, speech] = [place.current!, spoken.current!];
    const values = [...section.querySelectorAll("dd")];
    const parts = [...section.querySelectorAll<HTMLElement>(".proportions i")];
    const draw = ({ shown }: Scene) => {
      const seen = shown?.run.observables[shown.index];
      if (shown === undefined || seen === undefined) return;
      readouts.forEach(({ text }, i) => {
        values[i]!.textContent = text(seen);
      });
      [seen.reflected, seen.inside, seen.transmitted].forEach((part, i) => {
        parts[i]!.style.flexGrow = part.toFixed(4);
      });
      const over = shown.run.encounterOver[shown.index] === true;
      const free = shown.run.question.problem.barrierHeight === 0;
      section.dataset.encounter = free ? "none" : over ? "over" : "ahead";
      if (stage.player.transport.playing) return;
      const time = shown.run.wave.frame(shown.index).time;
      const [near, far] = over ? ["reflected", "transmitted"] : ["before", "beyond"];
      speech.textContent = `Time ${time.toPrecision(3)}: ${near} ${percent(seen.reflected)}, inside ${percent(seen.inside)}, ${far} ${percent(seen.transmitted)}.`;
    };
    return stage.add({ draw, live: true });
  }, [stage]);

  return (
    <section className="readouts" aria-label="Probabilities" ref={place}>
      <dl>
        {readouts.map(({ place, becomes, symbol, className }) => (
          <div key={place} className={className}>
            <dt {...(becomes && { title: `${becomes} once the packet has left the barrier` })}>
              {place}{" "}
              {becomes ? (
                <span className="becomes">
                  {becomes} <span className="symbol">{symbol}</span>
                </span>
              ) : (
                <span className="symbol">{symbol}</span>
              )}
            </dt>
            <dd data-testid={className}>–</dd>
          </div>
        ))}
      </dl>
      <div className="proportions" aria-hidden>
        <i className="reflected" />
        <i className="inside" />
        <i className="transmitted" />
      </div>
      <p className="unseen" aria-live="polite" ref={spoken} />
    </section>
  );
}
