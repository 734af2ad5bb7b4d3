/** A canvas that is as sharp as the display, and a place on the stage. */
import { createContext, useContext, useEffect, useRef } from "react";
import type { Scene, Stage } from "./stage.ts";

/** The stage of the page that is shown. */
export const StageContext = createContext<Stage | undefined>(undefined);

/** The stage; inside a tunneling page only. */
export function useStage(): Stage {
  const stage = useContext(StageContext);
  if (stage === undefined) throw new Error("There is no stage here: StageContext is missing.");
  return stage;
}

/** Draws a scene on a canvas of `width` by `height` CSS pixels. */
export type Draw = (
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  scene: Scene,
) => void;

interface CanvasProps {
  readonly draw: Draw;
  /** Whether it differs from frame to frame. */
  readonly live: boolean;
  /** What it shows, for those who do not see it; without one it is decoration. */
  readonly label?: string;
  readonly className?: string;
}

/** A canvas that fills its place and is drawn by `draw` whenever the stage says so. */
export function Canvas({ draw, live, label, className }: CanvasProps) {
  const stage = useStage();
  const ref = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(draw);

  useEffect(() => {
    drawing.current = draw;
    stage.wake();
  }, [draw, stage]);

  useEffect(() => {
    const canvas = ref.current!;
    const context = canvas.getContext("2d", { alpha: false })!;
    const size = { width: 0, height: 0 };
    const observer = new ResizeObserver(([entry]) => {
      size.width = entry!.contentRect.width;
      size.height = entry!.contentRect.height;
      stage.wake();
    });
    observer.observe(canvas);
    const remove = stage.add({
      live,
      draw: (scene) => {
        const { width, height } = size;
        if (width < 1 || height < 1) return;
        fit(canvas, context, width, height);
        drawing.current(context, width, height, scene);
      },
    });
    return () => {
      observer.disconnect();
      remove();
    };
  }, [stage, live]);

  const role = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return <canvas ref={ref} className={className} {...role} />;
}

/** Gives the canvas the display's pixels; setting a size clears it, so only when it differs. */
function fit(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): void {
  const ratio = window.devicePixelRatio;
  // On a page that is made small a CSS pixel is less than one of the screen's.
  const columns = Math.max(1, Math.round(width * ratio));
  const rows = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}
