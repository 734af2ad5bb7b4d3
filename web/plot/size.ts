/** How large an element is on the page. */
import { type RefObject, useLayoutEffect, useState } from "react";

/** Width and height of an element's content, CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of what `ref` holds, followed as it changes; undefined before it is laid out, and while it has
 * no room for a pixel: a canvas that small cannot be painted.
 */
export function useSize(ref: RefObject<Element | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize((before) => {
        if (width < 1 || height < 1) return undefined;
        return before?.width === width && before.height === height ? before : { width, height };
      });
    });
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
