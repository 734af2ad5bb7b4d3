/** Work that must not hold up what moves. */
import { useEffect, useState } from "react";

/** How long work may be put off while other things move, ms. */
const patience = 150;

/**
 * What `work` gives, worked out anew when it is another function, once the page has nothing better
 * to do; until then the last result, and undefined before the first.
 */
export function useIdle<T>(work: () => T): T | undefined {
  const [result, setResult] = useState<T>();
  useEffect(() => {
    // Not every browser has requestIdleCallback: then after the frame that is being drawn.
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(() => setResult(work()), 30);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(() => setResult(work()), { timeout: patience });
    return () => cancelIdleCallback(request);
  }, [work]);
  return result;
}
