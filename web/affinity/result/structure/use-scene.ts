/** The scene of a component: started when it appears, closed when it goes. */
import { type RefObject, useEffect, useState } from "react";
import { type Graphics, graphicsHere } from "./graphics.ts";
import type { Pointed } from "./pointed.ts";
import type { Scene } from "./scene.ts";

/** What became of it. */
export type SceneState =
  | { readonly state: "starting" }
  | { readonly state: "ready"; readonly scene: Scene }
  | { readonly state: "failed"; readonly reason: string };

const noWebGl =
  "This browser has no WebGL, or it is switched off, so the structure cannot be drawn here. Everything else is below, and the structure’s file is among the files.";

let known: Graphics | undefined;

/** What the browser draws with; looked up once. */
export function graphics(): Graphics {
  known ??= graphicsHere();
  return known;
}

/** A scene in the element, which stays the same. */
export function useScene(
  place: RefObject<HTMLElement | null>,
  onPoint: (pointed: Pointed | undefined) => void,
): SceneState {
  const [state, setState] = useState<SceneState>({ state: "starting" });
  useEffect(() => {
    let isGone = false;
    let scene: Scene | undefined;
    const start = async () => {
      if (graphics() === "none") return setState({ state: "failed", reason: noWebGl });
      const { openScene } = await import("./scene.ts");
      if (isGone) return;
      const opened = await openScene(place.current!, graphics() === "slow", onPoint);
      if (isGone) return opened?.close();
      scene = opened;
      setState(scene ? { state: "ready", scene } : { state: "failed", reason: noWebGl });
    };
    start().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      if (!isGone) setState({ state: "failed", reason: `The structure cannot be drawn: ${why}` });
    });
    return () => {
      isGone = true;
      scene?.close();
    };
  }, [place, onPoint]);
  return state;
}
