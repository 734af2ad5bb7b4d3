/** What the browser's tab and history call the page. */
import { useEffect } from "react";

/** Names the page while the component is shown. */
export function useTitle(name: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${name} · Retort`;
    return () => {
      document.title = before;
    };
  }, [name]);
}
