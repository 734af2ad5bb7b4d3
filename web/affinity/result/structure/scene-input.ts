/** Keys and the wheel over the picture. What is not for it stays the page's. */
import { type RefObject, useEffect } from "react";
import type { Scene } from "./scene.ts";

/** Angle of a key, radians, and how much one magnifies. */
const [step, nearer] = [Math.PI / 18, 1.15];

const keys: Readonly<Record<string, (scene: Scene) => void>> = {
  ArrowLeft: (scene) => scene.turn(-step, 0),
  ArrowRight: (scene) => scene.turn(step, 0),
  ArrowUp: (scene) => scene.turn(0, -step),
  ArrowDown: (scene) => scene.turn(0, step),
  "+": (scene) => scene.zoom(nearer),
  "=": (scene) => scene.zoom(nearer),
  "-": (scene) => scene.zoom(1 / nearer),
  "0": (scene) => scene.lookAt("all"),
};

/** Hears both on the element. The wheel alone scrolls the page, unless the picture fills the display. */
export function useSceneInput(
  stage: RefObject<HTMLElement | null>,
  scene: Scene | undefined,
  onLigand: () => void,
): void {
  useEffect(() => {
    const element = stage.current;
    if (element === null || scene === undefined) return;
    const hearKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const does = event.key.toLowerCase() === "l" ? onLigand : keys[event.key];
      if (does === undefined) return;
      event.preventDefault();
      does(scene);
    };
    const hearWheel = (event: WheelEvent) => {
      const isForPicture = event.ctrlKey || event.metaKey || document.fullscreenElement !== null;
      if (!isForPicture) event.stopPropagation();
    };
    element.addEventListener("keydown", hearKey);
    element.addEventListener("wheel", hearWheel, { capture: true, passive: true });
    return () => {
      element.removeEventListener("keydown", hearKey);
      element.removeEventListener("wheel", hearWheel, { capture: true });
    };
  }, [stage, scene, onLigand]);
}
