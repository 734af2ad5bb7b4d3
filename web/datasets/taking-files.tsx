/** The ways for files to the server: dropped anywhere on the page, or chosen. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useAsker } from "../app/queries.ts";
import { refreshDatasets } from "./queries.ts";
import { upload } from "./uploads.ts";
import "./taking-files.css";

/** Takes files for the asker. */
function useTaking(): (files: Iterable<File>) => void {
  const { options } = useAsker();
  const client = useQueryClient();
  return (files) => upload(files, options, () => void refreshDatasets(client));
}

/** A button that lets the user choose files. */
export function UploadButton() {
  const take = useTaking();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => input.current?.click()}>
        Upload …
      </Button>
      <input
        ref={input}
        type="file"
        accept=".npz"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={({ currentTarget }) => {
          take(currentTarget.files ?? []);
          // So that the same file can be chosen again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Takes files that are dropped anywhere, and says so while some are held over the page. */
export function DropTarget() {
  const take = useTaking();
  const latest = useRef(take);
  latest.current = take;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const left = new AbortController();
    const { signal } = left;
    // Entering a part of the page comes before leaving the one around it.
    let depth = 0;
    const move = (step: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += step;
      setHeld(depth > 0);
    };
    window.addEventListener("dragenter", move(1), { signal });
    window.addEventListener("dragleave", move(-1), { signal });
    window.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), {
      signal,
    });
    window.addEventListener(
      "drop",
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setHeld(false);
        latest.current(event.dataTransfer?.files ?? []);
      },
      { signal },
    );
    return () => left.abort();
  }, []);
  if (!held) return null;
  return <div className="drop-here">Drop NPZ files to keep them as datasets</div>;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
