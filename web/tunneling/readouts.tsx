/** The live numbers above the picture. */
import { useEffect, useRef } from "react";
import { percent } from "./axis.ts";
import { useStage } from "./canvas.tsx";
import type { Observables } from "./observables.ts";
import type { Scene } from "./stage.ts";

interface Readout {
  readonly name: string;
  readonly symbol: string;
  readonly className: string;
  readonly text: (observables: Observables) => string;
}

const readouts: readonly Readout[] = [
  {
    name: "Reflected",
    symbol: "R",
    className: "reflected",
    text: ({ reflected }) => percent(reflected),
  },
  { name: "Inside", symbol: "", className: "inside", text: ({ inside }) => percent(inside) },
  {
    name: "Transmitted",
    symbol: "T",
    className: "transmitted",
    text: ({ transmitted }) => percent(transmitted),
  },
  { name: "Norm", symbol: "Σ|ψ|²dx", className: "norm", text: ({ norm }) => norm.toFixed(6) },
];

/** Reflected, inside, transmitted and norm of the shown frame; for readers aloud, when it rests. */
export function Readouts() {
  const stage = useStage();
  const place = useRef<HTMLElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    const values = [...place.current!.querySelectorAll("dd")];
    const parts = [...place.current!.querySelectorAll<HTMLElement>(".proportions i")];
    const draw = ({ shown }: Scene) => {
      const seen = shown?.run.observables[shown.index];
      if (seen === undefined) return;
      readouts.forEach(({ text }, i) => {
        values[i]!.textContent = text(seen);
      });
      [seen.reflected, seen.inside, seen.transmitted].forEach((part, i) => {
        parts[i]!.style.flexGrow = part.toFixed(4);
      });
      if (stage.player.transport.playing) return;
      const time = shown!.run.wave.frame(shown!.index).time;
      spoken.current!.textContent = `Time ${time.toPrecision(3)}: reflected ${percent(seen.reflected)}, inside ${percent(seen.inside)}, transmitted ${percent(seen.transmitted)}.`;
    };
    return stage.add({ draw, live: true });
  }, [stage]);

  return (
    <section className="readouts" aria-label="Probabilities" ref={place}>
      <dl>
        {readouts.map(({ name, symbol, className }) => (
          <div key={name} className={className}>
            <dt>
              {name} <span className="symbol">{symbol}</span>
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
