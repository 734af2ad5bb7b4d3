/** Values that change faster than the server should be asked. */
import { useEffect, useRef, useState } from "react";

/** `value`, followed at most once in `interval` ms; the last one is never missed. */
export function useThrottled<T>(value: T, interval: number): T {
  const [followed, setFollowed] = useState(value);
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = Math.max(0, last.current + interval - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setFollowed(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, interval]);
  return followed;
}
