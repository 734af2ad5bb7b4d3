/** A file's SHA-256, shortened, to copy whole. */
import { useEffect, useRef, useState } from "react";
import type { ListedDataset } from "#src/client/index.ts";
import { copied } from "../app/copy.ts";

/** What was said is said for this long, ms. */
const sayingFor = 2000;

interface CopyHashProps {
  readonly dataset: ListedDataset;
}

/** Its first sixteen digits, as the established format names a file by; a press copies all. */
export function CopyHash({ dataset: { sha256, filename } }: CopyHashProps) {
  const shown = useRef<HTMLElement>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), sayingFor);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () =>
    setSaid((await copied(sha256, shown.current)) ? "copied" : "selected: copy it");
  return (
    <span className="hash">
      <button
        type="button"
        title={`SHA-256 ${sha256}: copy`}
        aria-label={`Copy the SHA-256 of ${filename}`}
        onClick={copy}
      >
        sha256 <code ref={shown}>{sha256.slice(0, 16)}</code>
      </button>
      <span role="status">{said}</span>
    </span>
  );
}
