/** Dragging by a finger: what goes sideways is a drag, what goes up or down scrolls the page. */
import { type PointerEvent, useRef } from "react";

/** How far a finger strays without meaning anything, in CSS pixels. */
const slack = 6;

/** Handlers for an element whose `touch-action` is `pan-y`. */
export interface HorizontalDrag {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/**
 * Follows fingers, and leaves mice and pens to what is within the element.
 *
 * @param begin told that a finger is down; it gives who is told, from the drag's beginning on, how far
 * it is from there, as a part of the element's width
 */
export function useHorizontalDrag(begin: () => (part: number) => void): HorizontalDrag {
  const drag = useRef<{ x: number; isDragging: boolean; go: (part: number) => void }>(undefined);
  const end = () => {
    drag.current = undefined;
  };
  return {
    onPointerDown: ({ pointerType, clientX }) => {
      if (pointerType === "touch") drag.current = { x: clientX, isDragging: false, go: begin() };
    },
    onPointerMove: ({ clientX, currentTarget, pointerId }) => {
      const now = drag.current;
      if (now === undefined) return;
      if (!now.isDragging) {
        if (Math.abs(clientX - now.x) < slack) return;
        now.isDragging = true;
        now.x = clientX;
        currentTarget.setPointerCapture(pointerId);
      }
      now.go((clientX - now.x) / currentTarget.getBoundingClientRect().width);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
