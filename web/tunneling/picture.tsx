/** The wave picture with its grips. */
import { useCallback, useEffect, useRef, useState } from "react";
import { usePalette } from "../app/palette.ts";
import { Canvas, type Draw, useStage } from "./canvas.tsx";
import { Handles } from "./handles.tsx";
import type { Question, Written } from "./question.ts";
import { energyRange, layOut } from "./view.ts";
import { drawPicture } from "./wave-picture.ts";
import "./picture.css";

interface PictureProps {
  /** The last valid question. */
  readonly question: Question;
  readonly onChange: (change: Written) => void;
}

/** The large picture: |ψ|², phase, V, Re ψ and Im ψ; barrier and packet can be dragged in it. */
export function Picture({ question, onChange }: PictureProps) {
  const palette = usePalette();
  const stage = useStage();
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const [dragging, setDragging] = useState(false);
  const range = useRef(energyRange(question.problem));
  // An axis that rescaled under the pointer would run away from it: it waits for the drag's end.
  if (!dragging) range.current = energyRange(question.problem);

  const draw = useCallback<Draw>(
    (context, width, height, scene) => {
      const problem = scene.question?.problem;
      if (problem === undefined) return;
      const view = layOut(width, height, problem, range.current);
      drawPicture(context, view, problem, scene.shown, palette);
    },
    [palette],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the range is drawn anew when a drag ends.
  useEffect(() => stage.wake(), [dragging, stage]);

  const { problem } = question;
  const view = size && layOut(size.width, size.height, problem, range.current);
  return (
    <div className="picture" ref={place}>
      <Canvas
        draw={draw}
        live
        label="The wave packet: probability density coloured by phase, real and imaginary part, and the barrier. Its probabilities are given as text above."
      />
      {view && <Handles view={view} problem={problem} onChange={onChange} onDrag={setDragging} />}
    </div>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function useSize(place: React.RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width, height });
    });
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, [place]);
  return size;
}
