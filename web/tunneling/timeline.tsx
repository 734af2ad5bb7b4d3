/** The time line: what the wave does over the whole run, and a grip to go to any of its frames. */
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef } from "react";
import { usePalette } from "../app/palette.ts";
import { Canvas, type Draw, useStage } from "./canvas.tsx";
import type { Observables } from "./observables.ts";
import type { Run } from "./run.ts";
import { sliderSteps } from "./slider-keys.ts";
import type { Scene } from "./stage.ts";
import "./timeline.css";

/** Probabilities over time as stacked areas, under a play head that can be dragged. */
export function Timeline() {
  const stage = useStage();
  const { player } = stage;
  const palette = usePalette();
  const slider = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const wasPlaying = useRef<boolean | undefined>(undefined);

  const draw = useCallback<Draw>(
    (context, width, height, { shown }) => {
      context.fillStyle = palette.background;
      context.fillRect(0, 0, width, height);
      if (shown === undefined) return;
      const layers = [
        [palette.transmitted, (o: Observables) => o.transmitted],
        [palette.inside, (o: Observables) => o.transmitted + o.inside],
        [palette.reflected, () => 1],
      ] as const;
      for (const [colour, share] of layers.toReversed()) {
        context.fillStyle = colour;
        context.globalAlpha = 1;
        fillUpTo(context, width, height, shown.run, share, palette.background);
        context.globalAlpha = 0.5;
        fillUpTo(context, width, height, shown.run, share, colour);
      }
      context.globalAlpha = 1;
    },
    [palette],
  );

  useEffect(() => {
    // A frame may still come when the page is left, and the references are gone.
    const [bar, knob] = [slider.current!, head.current!];
    const place = ({ shown }: Scene) => {
      if (shown === undefined) return;
      const last = Math.max(1, shown.run.wave.frameCount - 1);
      knob.style.left = `${(100 * shown.index) / last}%`;
      const time = shown.index * shown.run.wave.frameInterval;
      bar.setAttribute("aria-valuemax", String(last));
      bar.setAttribute("aria-valuenow", String(shown.index));
      bar.setAttribute("aria-valuetext", `time ${time.toPrecision(3)}`);
    };
    return stage.add({ draw: place, live: true });
  }, [stage]);

  const seek = (event: PointerEvent) => {
    const { left, width } = slider.current!.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientX - left) / width));
    player.seek(part * ((player.run?.wave.frameCount ?? 1) - 1));
  };
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    wasPlaying.current = player.transport.playing;
    player.pause();
    seek(event);
  };
  const move = (event: PointerEvent) => {
    if (wasPlaying.current !== undefined) seek(event);
  };
  const end = () => {
    if (wasPlaying.current) player.play();
    wasPlaying.current = undefined;
  };
  const press = (event: KeyboardEvent) => {
    const by = sliderSteps(event);
    if (by !== undefined) player.step(by);
  };
  return (
    <div
      className="timeline"
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label="Time"
      aria-valuemin={0}
      aria-valuemax={0}
      aria-valuenow={0}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={press}
    >
      <Canvas draw={draw} live={false} />
      <div className="head" ref={head} />
    </div>
  );
}

/** Fills the area under one of the stacked curves, as far as frames have arrived. */
function fillUpTo(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  run: Run,
  share: (observables: Observables) => number,
  colour: string,
): void {
  const last = Math.max(1, run.wave.frameCount - 1);
  const newest = ((run.ready - 1) / last) * width;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(0, height);
  for (let px = 0; px <= newest; px++) {
    const observables = run.observables[Math.min(run.ready - 1, Math.round((px / width) * last))]!;
    context.lineTo(px, height * (1 - share(observables)));
  }
  context.lineTo(newest, height);
  context.fill();
}
