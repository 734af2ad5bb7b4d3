/** A list of ligands as it is typed, read in a thread of its own. */
import { useEffect, useRef, useState } from "react";
import type { LigandListFormat } from "#src/affinity/ligand-list.ts";
import { AskedWorker } from "../../impedance/ranking/asked-worker.ts";
import type { Reading } from "./reading.ts";
import type { ReadingWorker } from "./reading-worker.ts";

/** Rest after the last key before the list is read, ms. */
const rest = 150;

/** What is known of a text; undefined while that is not known, and of an empty one. */
export function useReading(text: string, format: LigandListFormat): Reading | undefined {
  const worker = useRef<AskedWorker<ReadingWorker>>(undefined);
  const [read, setRead] = useState<{ text: string; format: string; reading: Reading }>();
  useEffect(() => {
    const begun = new AskedWorker<ReadingWorker>(
      new Worker(new URL("./reading-worker.ts", import.meta.url), { type: "module" }),
    );
    worker.current = begun;
    return () => begun.close();
  }, []);
  useEffect(() => {
    if (text.trim() === "") return;
    let isNewest = true;
    const tell = (reading: Reading) => {
      if (isNewest) setRead({ text, format, reading });
    };
    const timer = setTimeout(() => {
      worker
        .current!.ask("read", { text, format })
        .then(tell, ({ message }: Error) => tell({ error: message }));
    }, rest);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [text, format]);
  if (text.trim() === "") return undefined;
  return read?.text === text && read.format === format ? read.reading : undefined;
}
